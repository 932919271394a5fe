import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { isDuplicateKey } from '@/lib/db/errors';
import { insertStatement } from '@/lib/db/insert-statement';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { type ResolvedIdentity, resolvedOf, resolveIdentitiesOfSources } from '@/lib/domain/identity/resolve';
import { getRoleIdsByType } from '@/lib/domain/roles/queries/get-role-ids-by-type';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { getStoredActivities, type StoredActivity } from './queries/get-stored-activities';
import { requestActivityScores } from './request-activity-scores';
import { type ActivityFact, activityKey, siftRows } from './rules';
import { MAX_BATCH_ROWS, type StoredActivities } from './schema';
import { raiseUnmappedIssues, type UnmappedSubject } from './unmapped-issues';

const ATTEMPTS = 5;

type Row = typeof activityLogs.$inferInsert;
type NewRow = Row & { identity: ResolvedIdentity };

/** What a batch does to the stored windows. */
type Changes = {
  inserts: NewRow[];
  updates: { before: StoredActivity; after: NewRow }[];
  removals: StoredActivity[];
  unchanged: number;
};

/**
 * Stores up to 1,000 work windows of any origin (domain.md 3), in one transaction and with a fixed number of statements
 * whatever their number. Good rows are stored, bad ones come back with index, code and message. The same content again
 * changes nothing; other content under a known reference updates the row and rescores the old and the new person-day;
 * `itemsCount` 0 removes it, audited. Unknown people and activity types are stored and raised as issues.
 * Throws VALIDATION on a larger batch.
 */
export async function storeActivities(
  db: Database,
  input: { site: Site; source: string; rows: readonly unknown[]; now: EpochSeconds; actor: Actor },
): Promise<StoredActivities> {
  if (input.rows.length > MAX_BATCH_ROWS) {
    throw new AppError('VALIDATION', `Send at most ${MAX_BATCH_ROWS} activities at once.`);
  }
  const { facts, repeated, rejected } = siftRows(input.rows, input.source, input.now);
  for (let attempt = 1; ; attempt++) {
    try {
      const changes = await inTransaction(db, (tx) => storeFacts(tx, input, facts));
      return {
        accepted: changes.inserts.length,
        duplicates: changes.unchanged + repeated,
        updated: changes.updates.length + changes.removals.length,
        rejected,
      };
    } catch (error) {
      // Somebody stored one of these references, or raised the same issue, since we looked: look again.
      if (attempt >= ATTEMPTS || !isDuplicateKey(error)) throw error;
    }
  }
}

async function storeFacts(
  tx: Transaction,
  { site, now, actor }: { site: Site; now: EpochSeconds; actor: Actor },
  facts: readonly ActivityFact[],
): Promise<Changes> {
  if (facts.length === 0) return { inserts: [], updates: [], removals: [], unchanged: 0 };
  const identities = await resolveIdentitiesOfSources(tx, site.id, facts.filter(isKept), now);
  const roleIds = await getRoleIdsByType(tx, site.id);
  const stored = await getStoredActivities(tx, site.id, facts);
  const changes = planChanges(facts, stored, (fact) => {
    const identity = resolvedOf(identities, fact.source, fact.externalId);
    return {
      siteId: site.id,
      source: fact.source,
      referenceId: fact.referenceId,
      identityId: identity.identityId,
      employeeId: identity.employeeId,
      roleId: roleIds.get(fact.activityType) ?? null,
      activityType: fact.activityType,
      itemsCount: fact.itemsCount,
      windowStart: fact.windowStart,
      windowEnd: fact.windowEnd,
      createdAt: now,
      identity,
    };
  });
  await writeChanges(tx, site.id, changes);
  await auditRemovals(tx, site.id, changes.removals, actor, now);

  const written = [...changes.inserts, ...changes.updates.map((update) => update.after)];
  const left = [...changes.removals, ...changes.updates.map((update) => update.before)];
  const counted = written.filter((row) => row.identity.status !== 'ignored');
  const touched = [...left, ...counted].map(({ employeeId, windowStart }) => ({
    employeeId: employeeId ?? null,
    windowStart,
  }));
  await requestActivityScores(tx, site, touched, 'activities', now);
  await raiseUnmappedIssues(tx, site.id, unmappedIn(site, counted), now);
  return changes;
}

/** Windows with items stay or come; those without are taken back. */
function isKept(fact: ActivityFact): boolean {
  return fact.itemsCount > 0;
}

function planChanges(
  facts: readonly ActivityFact[],
  stored: ReadonlyMap<string, StoredActivity>,
  rowOf: (fact: ActivityFact) => NewRow,
): Changes {
  const changes: Changes = { inserts: [], updates: [], removals: [], unchanged: 0 };
  for (const fact of facts) {
    const before = stored.get(activityKey(fact));
    if (!isKept(fact)) {
      if (before === undefined) changes.unchanged += 1;
      else changes.removals.push(before);
      continue;
    }
    const after = rowOf(fact);
    if (before === undefined) changes.inserts.push(after);
    else if (isSame(before, after)) changes.unchanged += 1;
    else changes.updates.push({ before, after });
  }
  // One order for everybody, so that two writers never wait for each other's rows.
  changes.inserts.sort((a, b) => (activityKey(a) < activityKey(b) ? -1 : 1));
  return changes;
}

function isSame(before: StoredActivity, after: NewRow): boolean {
  return (
    before.identityId === after.identityId &&
    before.employeeId === after.employeeId &&
    before.roleId === after.roleId &&
    before.activityType === after.activityType &&
    before.itemsCount === after.itemsCount &&
    before.windowStart === after.windowStart &&
    before.windowEnd === after.windowEnd
  );
}

async function writeChanges(tx: Transaction, siteId: number, changes: Changes): Promise<void> {
  const valuesOf = ({ identity: _, ...row }: NewRow): Row => row;
  if (changes.inserts.length > 0) await tx.execute(insertStatement(activityLogs, changes.inserts.map(valuesOf)));
  if (changes.updates.length > 0) {
    const given = (column: string) => sql`VALUES(${sql.identifier(column)})`;
    await tx
      .insert(activityLogs)
      .values(changes.updates.map(({ before, after }) => ({ ...valuesOf(after), id: before.id })))
      .onDuplicateKeyUpdate({
        set: {
          identityId: given('identity_id'),
          employeeId: given('employee_id'),
          roleId: given('role_id'),
          activityType: given('activity_type'),
          itemsCount: given('items_count'),
          windowStart: given('window_start'),
          windowEnd: given('window_end'),
        },
      });
  }
  if (changes.removals.length > 0) {
    const ids = changes.removals.map((removal) => removal.id);
    await tx.delete(activityLogs).where(and(eq(activityLogs.siteId, siteId), inArray(activityLogs.id, ids)));
  }
}

async function auditRemovals(
  tx: Transaction,
  siteId: number,
  removals: readonly StoredActivity[],
  actor: Actor,
  now: EpochSeconds,
): Promise<void> {
  await writeAudit(
    tx,
    removals.map((removal) => ({
      siteId,
      at: now,
      actor,
      action: 'activity.withdraw',
      entity: 'activity',
      entityId: removal.id,
      before: {
        source: removal.source,
        referenceId: removal.referenceId,
        identityId: removal.identityId,
        employeeId: removal.employeeId,
        activityType: removal.activityType,
        itemsCount: removal.itemsCount,
        windowStart: toIsoInstant(removal.windowStart),
        windowEnd: toIsoInstant(removal.windowEnd),
      },
    })),
  );
}

function unmappedIn(site: Site, rows: readonly NewRow[]): UnmappedSubject[] {
  return rows.flatMap((row): UnmappedSubject[] => {
    const day = businessDayOf(site, row.windowStart);
    return [
      ...(row.identity.status === 'verified' ? [] : [{ identityId: row.identityId, day }]),
      ...(row.roleId === null ? [{ activityType: row.activityType, day }] : []),
    ];
  });
}
