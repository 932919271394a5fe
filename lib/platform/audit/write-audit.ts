import type { Transaction } from '../../db/client';
import { auditEvents } from '../../db/schema/audit-events';
import type { EpochSeconds } from '../time/instant';

/** Who does something. `id` is a user id, API key id, job name or `shell`. */
export type Actor = { type: 'user' | 'api_key' | 'system' | 'shell' | 'screen'; id: string; ip?: string };

export type AuditEntry = {
  siteId: number | null;
  at: EpochSeconds;
  actor: Actor;
  /** noun.verb, e.g. `identity.link` */
  action: string;
  entity: string;
  entityId: string | number;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/**
 * Writes audit events in the transaction of the change they tell of; only fields that changed, never a secret. Returns
 * their ids.
 */
export async function writeAudit(tx: Transaction, entries: AuditEntry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const inserted = await tx
    .insert(auditEvents)
    .values(
      entries.map((entry) => ({
        siteId: entry.siteId,
        occurredAt: entry.at,
        actorType: entry.actor.type,
        actorId: entry.actor.id,
        action: entry.action,
        entity: entry.entity,
        entityId: String(entry.entityId),
        before: entry.before ?? null,
        after: entry.after ?? null,
        ip: entry.actor.ip ?? null,
      })),
    )
    .$returningId();
  return inserted.map(({ id }) => id);
}
