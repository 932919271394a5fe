import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { activityFlags } from '@/lib/db/schema/attention';
import { isSameDetails } from '@/lib/domain/issues/rules';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { Flag } from './rules';

const ROWS_PER_INSERT = 1_000;

/**
 * Brings the stored flags of a day in line with those found, in the caller's transaction: flags of activities that went or
 * changed go, and with them their review; the same flag on the same facts keeps both (domain.md 10).
 */
export async function settleFlags(
  tx: Transaction,
  input: { siteId: number; day: IsoDay; found: readonly Flag[]; now: EpochSeconds },
): Promise<{ flagged: number; removed: number }> {
  const { siteId, day, now } = input;
  const stored = await tx
    .select()
    .from(activityFlags)
    .where(and(eq(activityFlags.siteId, siteId), eq(activityFlags.scoreDate, day)))
    .for('update');
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const writing = input.found.filter((flag) => {
    const row = known.get(keyOf(flag));
    known.delete(keyOf(flag));
    return row === undefined || !isSame(row, flag);
  });
  const gone = [...known.values()].map((row) => row.id);
  if (gone.length > 0) await tx.delete(activityFlags).where(inArray(activityFlags.id, gone));
  const given = (column: string) => sql`VALUES(${sql.identifier(column)})`;
  for (let at = 0; at < writing.length; at += ROWS_PER_INSERT) {
    await tx
      .insert(activityFlags)
      .values(
        writing.slice(at, at + ROWS_PER_INSERT).map((flag) => ({ siteId, ...flag, scoreDate: day, flaggedAt: now })),
      )
      .onDuplicateKeyUpdate({
        set: {
          employeeId: given('employee_id'),
          scoreDate: given('score_date'),
          severity: given('severity'),
          flaggedAt: given('flagged_at'),
          details: given('details'),
          reviewedBy: null,
          reviewedAt: null,
          note: null,
        },
      });
  }
  return { flagged: writing.length, removed: gone.length };
}

/** A person looked at a flag. Audited. Throws NOT_FOUND, CONFLICT when it is reviewed already. */
export async function reviewFlag(
  db: Db,
  input: { siteId: number; flagId: number; note: string; actor: Actor; now: EpochSeconds },
): Promise<void> {
  const { siteId, flagId, note, actor, now } = input;
  await inTransaction(db, async (tx) => {
    const isThis = and(eq(activityFlags.siteId, siteId), eq(activityFlags.id, flagId));
    const [row] = await tx.select().from(activityFlags).where(isThis).for('update');
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such flag at this site.');
    if (row.reviewedAt !== null) throw new AppError('CONFLICT', 'The flag is already reviewed.');
    await tx.update(activityFlags).set({ reviewedBy: actor.id, reviewedAt: now, note }).where(isThis);
    await writeAudit(tx, [
      {
        siteId,
        at: now,
        actor,
        action: 'flag.review',
        entity: 'activity_flag',
        entityId: flagId,
        before: { kind: row.kind, activityId: row.activityId },
        after: { note },
      },
    ]);
  });
}

function keyOf({ activityId, kind }: { activityId: number; kind: string }): string {
  return `${activityId}|${kind}`;
}

function isSame(row: typeof activityFlags.$inferSelect, flag: Flag): boolean {
  return (
    row.severity === flag.severity && row.employeeId === flag.employeeId && isSameDetails(row.details, flag.details)
  );
}
