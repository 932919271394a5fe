import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AnyMySqlColumn, MySqlTable } from 'drizzle-orm/mysql-core';
import type { Transaction } from '../../db/client';
import { dailyScores } from '../../db/schema/daily-scores';
import {
  dailyCosts,
  dailyRoleTotals,
  hourlyPresence,
  hourlyRoleTotals,
  idlePeriods,
  unmappedTotals,
} from '../../db/schema/derived-totals';
import { scoreRequests } from '../../db/schema/score-requests';
import { type Actor, type AuditEntry, writeAudit } from '../../platform/audit/write-audit';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';
import { requestFlagDays } from '../flags/request-flag-days';
import { type AwardRequest, requestAwards, SITE_DAY } from '../gamification/request-awards';
import { isQualifying } from '../gamification/rules';
import { outdateMonths } from '../rollups/mutations';
import type { Site } from '../sites/schema';
import { decimalFromScaled, scaledFromDecimal } from './exact';
import { replaceHourlySiteTotals } from './hourly-site-totals';
import type { StoredScore } from './queries/get-scoring-facts';
import type { HourlyRoleTotal, PersonDayResult } from './types';

const SCORER: Actor = { type: 'system', id: 'drain-scores' };
const ROWS_PER_INSERT = 1_000;

/** A freshly scored person-day and the row it replaces. */
export type ScoredPersonDay = {
  employeeId: number;
  day: IsoDay;
  periodCount: number;
  result: PersonDayResult;
  /** Of the primary role on the day, as it is stored; null without role or target. */
  monthlyTargetPoints: string | null;
  /** The row as it is now, read in this transaction. */
  stored: StoredScore | undefined;
};

/**
 * Replaces everything derived from these person-days, whole (domain.md 4), in the caller's transaction: the score with
 * its mark of being final, role and hour totals, presence, idle periods, costs, and the hours of the whole site. A final
 * day stays final when it is corrected; one more clock period takes the mark away; a day without facts loses its row.
 * Where awards or streaks may follow from it (domain.md 5), another look at them is asked for, and one at the days' flags.
 */
export async function replacePersonDays(
  tx: Transaction,
  site: Pick<Site, 'id' | 'settings'>,
  scored: readonly ScoredPersonDay[],
  now: EpochSeconds,
): Promise<void> {
  if (scored.length === 0) return;
  const siteId = site.id;
  const audit: AuditEntry[] = [];
  const looks: AwardRequest[] = [];
  const scoreRows: (typeof dailyScores.$inferInsert)[] = [];
  for (const one of scored) {
    const row = scoreRowOf(siteId, one);
    if (mayChangeAwards(one.stored, row, site.settings.targetDaysPerMonth)) looks.push(one);
    if ((one.stored?.finishedItems ?? 0) !== (row?.finishedItems ?? 0))
      looks.push({ employeeId: SITE_DAY, day: one.day });
    const entry = (action: string, before: object, after?: object): AuditEntry => ({
      siteId,
      at: now,
      actor: SCORER,
      action,
      entity: 'person-day',
      entityId: `${one.employeeId}/${one.day}`,
      before: { ...before },
      ...(after === undefined ? {} : { after: { ...after } }),
    });
    if (row === null) {
      if (one.stored !== undefined) {
        audit.push(entry('score.remove', { items: one.stored.itemsProcessed, points: one.stored.pointsEarned }));
      }
      continue;
    }
    if (one.stored?.isFinalized === true) {
      const changes = changedFields(one.stored, row);
      if (one.periodCount > one.stored.periodCount) {
        row.isFinalized = false;
        audit.push(entry('score.reopen', { isFinalized: true }, { isFinalized: false }));
      } else if (changes !== null) {
        row.revisedAt = now;
        audit.push(entry('score.revise', changes.before, changes.after));
      }
    }
    scoreRows.push(row);
  }

  const isOneOf = (site: AnyMySqlColumn, day: AnyMySqlColumn, employee: AnyMySqlColumn) =>
    personDayCondition(siteId, scored, site, day, employee);
  for (const table of [dailyScores, dailyRoleTotals, hourlyRoleTotals, hourlyPresence, dailyCosts, idlePeriods]) {
    await tx.delete(table).where(isOneOf(table.siteId, table.scoreDate, table.employeeId));
  }
  const keyOf = (one: ScoredPersonDay) => ({ siteId, scoreDate: one.day, employeeId: one.employeeId });
  await insertAll(tx, dailyScores, scoreRows);
  await insertAll(
    tx,
    dailyRoleTotals,
    scored.flatMap((one) =>
      one.result.roleTotals.map(({ pointsThousandths, ...total }) => ({
        ...keyOf(one),
        ...total,
        points: decimalFromScaled(pointsThousandths, 3),
      })),
    ),
  );
  await insertAll(
    tx,
    hourlyRoleTotals,
    scored.flatMap((one) => one.result.hourlyRoleTotals.map((total) => ({ ...keyOf(one), ...hourlyRow(total) }))),
  );
  await insertAll(
    tx,
    hourlyPresence,
    scored.flatMap((one) => one.result.hourlyPresence.map((presence) => ({ ...keyOf(one), ...presence }))),
  );
  await replaceHourlySiteTotals(
    tx,
    siteId,
    scored.map((one) => one.day),
  );
  await insertAll(
    tx,
    dailyCosts,
    scored.flatMap((one) => one.result.costs.map((cost) => ({ ...keyOf(one), ...cost }))),
  );
  await insertAll(
    tx,
    idlePeriods,
    scored.flatMap((one) => one.result.idlePeriods.map((idle) => ({ ...keyOf(one), ...idle }))),
  );
  await noteChangedDays(
    tx,
    siteId,
    scored.map((one) => one.day),
  );
  await writeAudit(tx, audit);
  await requestAwards(tx, siteId, looks);
}

/** Replaces the unmapped work of a day (domain.md 3 and 4). */
export async function replaceUnmappedTotals(
  tx: Transaction,
  siteId: number,
  day: IsoDay,
  totals: readonly HourlyRoleTotal[],
): Promise<void> {
  await tx.delete(unmappedTotals).where(and(eq(unmappedTotals.siteId, siteId), eq(unmappedTotals.scoreDate, day)));
  await insertAll(
    tx,
    unmappedTotals,
    totals.map((total) => ({ siteId, scoreDate: day, ...hourlyRow(total) })),
  );
  await noteChangedDays(tx, siteId, [day]);
  await requestAwards(tx, siteId, [{ employeeId: SITE_DAY, day }]);
}

/** What follows from a changed day is not up to date any more: the sums of its month, its flags. */
async function noteChangedDays(tx: Transaction, siteId: number, days: readonly IsoDay[]): Promise<void> {
  await requestFlagDays(tx, siteId, days);
  await outdateMonths(tx, siteId, days);
}

/** A request that was served, at the version that was read before its facts were. */
export type ServedRequest = { scoreDate: IsoDay; employeeId: number; version: number };

/** Removes served requests; one that was renewed meanwhile stays and is served again. */
export async function removeServedRequests(tx: Transaction, siteId: number, served: ServedRequest[]): Promise<void> {
  if (served.length === 0) return;
  const sameVersion = [...Map.groupBy(served, (one) => `${one.scoreDate}/${one.version}`).values()].map((group) =>
    and(
      eq(scoreRequests.scoreDate, group[0]?.scoreDate ?? ''),
      eq(scoreRequests.version, group[0]?.version ?? 0),
      inArray(
        scoreRequests.employeeId,
        group.map((one) => one.employeeId),
      ),
    ),
  );
  await tx.delete(scoreRequests).where(and(eq(scoreRequests.siteId, siteId), or(...sameVersion)));
}

/** Notes that a person-day could not be scored; it is tried again later, a limited number of times. */
export async function noteFailedRequest(
  tx: Transaction,
  siteId: number,
  failed: ServedRequest,
  error: string,
): Promise<void> {
  await tx
    .update(scoreRequests)
    .set({ attempts: sql`${scoreRequests.attempts} + 1`, lastError: error.slice(0, 500) })
    .where(
      and(
        eq(scoreRequests.siteId, siteId),
        eq(scoreRequests.scoreDate, failed.scoreDate),
        eq(scoreRequests.employeeId, failed.employeeId),
        eq(scoreRequests.version, failed.version),
      ),
    );
}

function scoreRowOf(siteId: number, one: ScoredPersonDay): typeof dailyScores.$inferInsert | null {
  const { score, scoredAt, openUntil, lastEnd } = one.result;
  if (score === null) return null;
  const { pointsHundredths, efficiencyTenThousandths, ...values } = score;
  return {
    siteId,
    scoreDate: one.day,
    employeeId: one.employeeId,
    ...values,
    pointsEarned: decimalFromScaled(pointsHundredths, 2),
    efficiencyRate: efficiencyTenThousandths === null ? null : decimalFromScaled(efficiencyTenThousandths, 4),
    openUntil,
    lastEnd,
    monthlyTargetPoints: one.monthlyTargetPoints,
    streak: one.stored?.streak ?? null,
    periodCount: one.periodCount,
    isFinalized: one.stored?.isFinalized ?? false,
    scoredAt,
    revisedAt: one.stored?.revisedAt ?? null,
  };
}

/**
 * Whether awards or streaks may follow from a replaced row (domain.md 5): always when it is or was final, comes or goes;
 * on a day that is not final only when it turns into a qualifying day or back.
 */
function mayChangeAwards(
  stored: StoredScore | undefined,
  row: typeof dailyScores.$inferInsert | null,
  targetDaysPerMonth: number,
): boolean {
  if (stored === undefined || row === null) return (stored === undefined) !== (row === null);
  if (stored.isFinalized) return changedFields(stored, row) !== null;
  const qualifies = (one: typeof dailyScores.$inferInsert) =>
    isQualifying(
      {
        pointsHundredths: scaledFromDecimal(one.pointsEarned, 2),
        monthlyTargetHundredths: one.monthlyTargetPoints == null ? null : scaledFromDecimal(one.monthlyTargetPoints, 2),
        isWorked: one.activityCount > 0,
      },
      targetDaysPerMonth,
    );
  return stored.streak === null || qualifies(stored) !== qualifies(row);
}

/** What a correction of a final day changed; null when only the time of scoring differs. */
function changedFields(stored: StoredScore, row: typeof dailyScores.$inferInsert) {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const old: unknown = Reflect.get(stored, name);
    if (name === 'scoredAt' || name === 'revisedAt' || old === value) continue;
    before[name] = old;
    after[name] = value;
  }
  return Object.keys(after).length === 0 ? null : { before, after };
}

function hourlyRow({ pointsThousandths, ...total }: HourlyRoleTotal) {
  return { ...total, points: decimalFromScaled(pointsThousandths, 3) };
}

/** site, and one of the days with its people. Written day by day, which both servers turn into index ranges. */
function personDayCondition(
  siteId: number,
  personDays: readonly { day: IsoDay; employeeId: number }[],
  site: AnyMySqlColumn,
  day: AnyMySqlColumn,
  employee: AnyMySqlColumn,
): SQL | undefined {
  const days = [...Map.groupBy(personDays, (one) => one.day)].map(([date, people]) =>
    and(
      eq(site, siteId),
      eq(day, date),
      inArray(
        employee,
        people.map((one) => one.employeeId),
      ),
    ),
  );
  return or(...days);
}

async function insertAll<T extends MySqlTable>(tx: Transaction, table: T, rows: T['$inferInsert'][]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(table).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
}
