import { index, mysqlEnum, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { bigId, instant, jsonValue, keyText, ref } from '../columns';
import { sites } from './sites';

/** Who changed what; written in the transaction of the change. */
export const auditEvents = mysqlTable(
  'audit_events',
  {
    id: bigId(),
    siteId: ref('site_id').references(() => sites.id),
    occurredAt: instant('occurred_at').notNull(),
    actorType: mysqlEnum('actor_type', ['user', 'api_key', 'system', 'shell', 'screen']).notNull(),
    actorId: keyText('actor_id', { length: 64 }).notNull(),
    action: keyText('action', { length: 64 }).notNull(),
    entity: keyText('entity', { length: 48 }).notNull(),
    entityId: keyText('entity_id', { length: 96 }).notNull(),
    before: jsonValue('before'),
    after: jsonValue('after'),
    ip: varchar('ip', { length: 45 }),
  },
  (t) => [
    // serves: history of one thing, covering
    index('ix_audit_entity').on(t.entity, t.entityId, t.occurredAt, t.actorType, t.actorId, t.action),
    // serves: what one actor did, covering
    index('ix_audit_actor').on(t.actorId, t.action, t.occurredAt, t.entity, t.entityId),
    // serves: audit page of a site by time, the foreign key to sites
    index('ix_audit_site').on(t.siteId, t.occurredAt),
  ],
);
