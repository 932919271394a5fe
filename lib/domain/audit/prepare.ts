import { toIsoInstant } from '@/lib/platform/time/instant';
import type { AuditRow } from './queries/get-audit-events';
import type { AuditNames } from './queries/get-audit-names';
import { changedFields, isPayField } from './rules';
import type { AuditEvent } from './schema';

const KINDS = {
  user: 'A user',
  api_key: 'An API key',
  system: 'The hub',
  shell: 'The shell',
  screen: 'A screen',
} as const;

/** The names that the events of a page need. */
export function namesNeeded(rows: readonly AuditRow[]): Set<string> {
  return new Set(rows.flatMap((row) => [`${row.actorType}:${row.actorId}`, `${row.entity}:${row.entityId}`]));
}

/** An event with names, and with what changed; what tells of pay is left out for who may not see it. */
export function prepareAuditEvent(row: AuditRow, names: AuditNames, seesPay: boolean): AuditEvent {
  const { id, actorType: type, actorId, action, entity, entityId, ip } = row;
  const fallback = type === 'system' && actorId !== 'system' ? `${KINDS.system} (${actorId})` : KINDS[type];
  return {
    id,
    at: toIsoInstant(row.occurredAt),
    actor: { type, id: actorId, name: names.get(`${type}:${actorId}`) ?? fallback },
    action,
    entity,
    entityId,
    entityName: names.get(`${entity}:${entityId}`) ?? null,
    isOfHub: row.siteId === null,
    changes: changedFields(parsed(row.before), parsed(row.after)).map((change) =>
      !seesPay && isPayField(action, change.field)
        ? { field: change.field, isHidden: true }
        : { ...change, isHidden: false },
    ),
    ip,
  };
}

/** JSON columns come back as text on MariaDB and as a value on MySQL. */
function parsed(stored: unknown): unknown {
  return typeof stored === 'string' ? JSON.parse(stored) : stored;
}
