import { eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { requestScores, type ScoreRequest } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { StoredBreak } from './queries/get-breaks-starting-in';
import type { StoredPeriod } from './queries/get-periods-starting-in';
import { refreshBreakMinutes } from './refresh-break-minutes';
import { daysAround, reachOf } from './touched-days';

/** A clock period as a source tells it. `employeeId` is null while the identity is unlinked. */
export type PeriodFact = Pick<
  StoredPeriod,
  | 'source'
  | 'sourceShiftId'
  | 'sourceClockId'
  | 'identityId'
  | 'employeeId'
  | 'clockIn'
  | 'clockOut'
  | 'isAutoClockOut'
  | 'timeZone'
>;

/** A break as a source tells it. */
export type BreakFact = Pick<
  StoredBreak,
  | 'source'
  | 'sourceBreakId'
  | 'sourceClockId'
  | 'sourceTypeId'
  | 'identityId'
  | 'employeeId'
  | 'breakStart'
  | 'breakEnd'
  | 'isPaid'
>;

/** What is to change; the result must hold each person and clock_in once. */
export type ClockChanges = {
  removePeriods: StoredPeriod[];
  updatePeriods: { stored: StoredPeriod; fact: PeriodFact }[];
  insertPeriods: PeriodFact[];
  removeBreaks: StoredBreak[];
  updateBreaks: { stored: StoredBreak; fact: BreakFact }[];
  insertBreaks: BreakFact[];
};

const ROWS_PER_STATEMENT = 1_000;

/** Whether anything is to change at all. */
export function isEmptyChange(changes: ClockChanges): boolean {
  return Object.values(changes).every((list) => list.length === 0);
}

/**
 * Writes changes of clock facts in the caller's transaction, with the break minutes of the periods around them and the
 * score requests for every person and day concerned, old and new (domain.md 3, Edits). A removed row of another source
 * than `source` leaves an audit event. Returns the number of score requests. Throws a duplicate key error when the
 * result would hold one person and clock_in twice.
 */
export async function applyClockChanges(
  tx: Transaction,
  input: { site: Site; source: string; changes: ClockChanges; actor: Actor; reason: string; now: EpochSeconds },
): Promise<number> {
  const { site, source, changes, actor, reason, now } = input;
  if (isEmptyChange(changes)) return 0;
  await deleteAll(tx, clockTimes, changes.removePeriods);
  await writeAudit(
    tx,
    changes.removePeriods
      .filter((row) => row.source !== source)
      .map((row) => ({
        siteId: site.id,
        at: now,
        actor,
        action: 'clock-time.replace',
        entity: 'clock-time',
        entityId: row.id,
        before: {
          source: row.source,
          sourceShiftId: row.sourceShiftId,
          employeeId: row.employeeId,
          clockIn: toIsoInstant(row.clockIn),
          clockOut: toIsoInstantOrNull(row.clockOut),
        },
      })),
  );
  await updatePeriods(tx, changes.updatePeriods, now);
  for (const rows of chunksOf(changes.insertPeriods)) {
    await tx.insert(clockTimes).values(
      rows.map((fact) => ({
        siteId: site.id,
        ...periodColumns(fact),
        breakMinutes: 0,
        createdAt: now,
        updatedAt: now,
      })),
    );
  }
  await deleteAll(tx, clockBreaks, changes.removeBreaks);
  for (const { stored, fact } of changes.updateBreaks) {
    await tx
      .update(clockBreaks)
      .set({ ...fact, updatedAt: now })
      .where(eq(clockBreaks.id, stored.id));
  }
  for (const rows of chunksOf(changes.insertBreaks)) {
    await tx
      .insert(clockBreaks)
      .values(rows.map((fact) => ({ siteId: site.id, ...fact, createdAt: now, updatedAt: now })));
  }
  const touched = touchedBy(site, changes);
  await refreshBreakMinutes(tx, site.id, touched, now);
  const requests = scoreRequestsOf(site, touched);
  await requestScores(tx, requests, reason, now);
  return requests.length;
}

/** A person's stretch of time in which a clock fact changed. */
export type TouchedTime = {
  employeeId: number | null;
  identityId: number;
  start: EpochSeconds;
  end: EpochSeconds;
};

/** Everything that the changes touch, before and after. */
function touchedBy(site: Site, changes: ClockChanges): TouchedTime[] {
  const periods = [
    ...changes.removePeriods,
    ...changes.insertPeriods,
    ...changes.updatePeriods.flatMap(({ stored, fact }) => [stored, fact]),
  ].map((row) => ({ ...row, ...reachOf(site.settings, row.clockIn, row.clockOut) }));
  const breaks = [
    ...changes.removeBreaks,
    ...changes.insertBreaks,
    ...changes.updateBreaks.flatMap(({ stored, fact }) => [stored, fact]),
  ].map((row) => ({ ...row, ...reachOf(site.settings, row.breakStart, row.breakEnd) }));
  return [...periods, ...breaks].map(({ employeeId, identityId, start, end }) => ({
    employeeId,
    identityId,
    start,
    end,
  }));
}

function scoreRequestsOf(site: Site, touched: readonly TouchedTime[]): ScoreRequest[] {
  const requests = new Map<string, ScoreRequest>();
  for (const { employeeId, start, end } of touched) {
    if (employeeId === null) continue;
    for (const scoreDate of daysAround(site, { start, end })) {
      requests.set(`${employeeId}/${scoreDate}`, { siteId: site.id, employeeId, scoreDate });
    }
  }
  return [...requests.values()];
}

/** Rows that trade clock-ins among themselves stand aside first, so that no moment holds one clock-in twice. */
async function updatePeriods(
  tx: Transaction,
  updates: ClockChanges['updatePeriods'],
  now: EpochSeconds,
): Promise<void> {
  const moving = updates.filter(
    ({ stored, fact }) => stored.clockIn !== fact.clockIn || stored.employeeId !== fact.employeeId,
  );
  if (moving.length > 1) {
    const ids = moving.map(({ stored }) => stored.id);
    for (const some of chunksOf(ids)) {
      await tx.update(clockTimes).set({ employeeId: null }).where(inArray(clockTimes.id, some));
    }
  }
  for (const { stored, fact } of updates) {
    await tx
      .update(clockTimes)
      .set({ ...periodColumns(fact), updatedAt: now })
      .where(eq(clockTimes.id, stored.id));
  }
}

function periodColumns(fact: PeriodFact) {
  const { source, sourceShiftId, sourceClockId, identityId, employeeId, clockIn, clockOut, isAutoClockOut, timeZone } =
    fact;
  return {
    source,
    sourceShiftId,
    sourceClockId,
    identityId,
    employeeId,
    clockIn,
    clockOut,
    isAutoClockOut,
    timeZone,
    totalMinutes: clockOut === null ? null : Math.floor((clockOut - clockIn) / 60),
    isActive: clockOut === null,
  };
}

async function deleteAll(
  tx: Transaction,
  table: typeof clockTimes | typeof clockBreaks,
  rows: readonly { id: number }[],
): Promise<void> {
  for (const some of chunksOf(rows)) {
    await tx.delete(table).where(
      inArray(
        table.id,
        some.map((row) => row.id),
      ),
    );
  }
}

function chunksOf<T>(list: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += ROWS_PER_STATEMENT) chunks.push(list.slice(at, at + ROWS_PER_STATEMENT));
  return chunks;
}
