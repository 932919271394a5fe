import { and, eq } from 'drizzle-orm';
import { type Db, inTransaction } from '@/lib/db/client';
import { recalculations } from '@/lib/db/schema/recalculations';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { getEstimate } from './queries/get-estimate';
import { newStages } from './rules';

export type NewRecalculation = {
  site: Pick<Site, 'id'>;
  from: IsoDay;
  to: IsoDay;
  /** Only person-days with work in this role. */
  roleId?: number;
  direction?: 'oldest_first' | 'newest_first';
  reason: string;
  actor: Actor;
  now: EpochSeconds;
};

/**
 * Orders the scoring of all days from `from` to `to` anew; the job `recalculate` does it (wake it after the commit).
 * Audited. Returns its id.
 */
export async function queueRecalculation(db: Db, order: NewRecalculation): Promise<number> {
  const { site, from, to, reason, actor, now } = order;
  const roleId = order.roleId ?? null;
  const direction = order.direction ?? 'newest_first';
  return inTransaction(db, async (tx) => {
    const estimate = await getEstimate(tx, { siteId: site.id, from, to, roleId });
    const [inserted] = await tx.insert(recalculations).values({
      siteId: site.id,
      fromDay: from,
      toDay: to,
      roleId,
      direction,
      reason: reason.slice(0, 300),
      requestedBy: actor.id,
      status: 'queued',
      stages: newStages(estimate.days),
      nextDay: direction === 'oldest_first' ? from : to,
      estimatedPersonDays: estimate.personDays,
      estimatedSeconds: estimate.seconds,
      requestedAt: now,
      updatedAt: now,
    });
    await writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'recalculation.order',
        entity: 'recalculation',
        entityId: inserted.insertId,
        after: { from, to, roleId, direction, reason },
      },
    ]);
    return inserted.insertId;
  });
}

/**
 * Stops a recalculation before its next step; person-days it has put into the queue are still scored. Audited. Throws
 * NOT_FOUND, CONFLICT when it has ended.
 */
export async function cancelRecalculation(
  db: Db,
  input: { siteId: number; id: number; actor: Actor; now: EpochSeconds },
): Promise<void> {
  const { siteId, id, actor, now } = input;
  await inTransaction(db, async (tx) => {
    const isThis = and(eq(recalculations.siteId, siteId), eq(recalculations.id, id));
    const [row] = await tx.select({ status: recalculations.status }).from(recalculations).where(isThis).for('update');
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such recalculation at this site.');
    if (row.status !== 'queued' && row.status !== 'running') {
      throw new AppError('CONFLICT', `The recalculation is ${row.status} already.`);
    }
    await tx.update(recalculations).set({ status: 'cancelled', finishedAt: now, updatedAt: now }).where(isThis);
    await writeAudit(tx, [
      {
        siteId,
        at: now,
        actor,
        action: 'recalculation.cancel',
        entity: 'recalculation',
        entityId: id,
        before: { status: row.status },
        after: { status: 'cancelled' },
      },
    ]);
  });
}
