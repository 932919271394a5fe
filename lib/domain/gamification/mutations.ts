import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';
import { achievements, awardRequests } from '@/lib/db/schema/gamification';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, type AuditEntry, writeAudit } from '@/lib/platform/audit/write-audit';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { replaceCareerTotals } from './career-totals';
import { personDaysCondition } from './person-days';
import { getAwardDays } from './queries/get-award-days';
import { getAwardHistories } from './queries/get-award-histories';
import type { WaitingAwardRequest } from './queries/get-award-requests';
import { getGoalDays } from './queries/get-goal-days';
import { getStoredAwards, type StoredAward } from './queries/get-stored-awards';
import type { AwardRequest } from './request-awards';
import { type Award, compareAwards, dayAwards, historyAwards, streaksOf } from './rules';

const AWARDER: Actor = { type: 'system', id: 'awards' };
const ROWS_PER_STATEMENT = 1_000;

export type EvaluatedAwards = {
  awarded: number;
  withdrawn: number;
  /** Days on which a streak or an award is another one now. */
  changedDays: Set<IsoDay>;
};

type OfPerson = { employeeId: number };
type StreakRow = AwardRequest & { streak: number };

/**
 * Brings everything of domain.md 5 in line with the stored days, in the caller's transaction: the awards of these
 * person-days themselves, and the weeks, streaks, lifetime points and counters of their people. What has no reason any
 * more is taken back with an audit event. People are worked on one after the other, whoever asks; a fixed number of
 * statements reads, and one per thousand rows writes what differs.
 */
export async function evaluateAchievements(
  tx: Transaction,
  site: Site,
  personDays: readonly AwardRequest[],
  now: EpochSeconds,
): Promise<EvaluatedAwards> {
  const people = await lockPeople(tx, site.id, [...new Set(personDays.map((one) => one.employeeId))]);
  const employeeIds = people.map((person) => person.id);
  const known = new Set(employeeIds);
  const requested = personDays.filter((one) => known.has(one.employeeId));
  if (requested.length === 0) return { awarded: 0, withdrawn: 0, changedDays: new Set() };
  const settings = { targetDaysPerMonth: site.settings.targetDaysPerMonth, weekStart: site.weekStart };

  const histories = await getAwardHistories(tx, site.id, employeeIds);
  const days = await getAwardDays(tx, site.id, requested);
  const goals = await getGoalDays(tx, site.id, [...new Set(days.map((one) => one.day))]);
  const stored = Map.groupBy(await getStoredAwards(tx, site.id, requested), (award) => award.employeeId);

  const calendar = { timeZone: site.timeZone, dayStart: site.dayStart, ...settings };
  const ofDays = Map.groupBy(days, (one) => one.employeeId);
  const written: (Award & OfPerson)[] = [];
  const withdrawn: StoredAward[] = [];
  const streakRows: StreakRow[] = [];
  const counters: (OfPerson & { current: number; best: number })[] = [];
  for (const person of people) {
    const history = histories.get(person.id) ?? [];
    const streaks = streaksOf(history, settings.targetDaysPerMonth);
    for (const [index, day] of history.entries()) {
      const streak = streaks.byDay[index] ?? 0;
      if (!day.isArchived && day.streak !== streak) streakRows.push({ employeeId: person.id, day: day.day, streak });
    }
    if (streaks.current !== person.currentStreak || streaks.best !== person.bestStreak) {
      counters.push({ employeeId: person.id, current: streaks.current, best: streaks.best });
    }
    const wanted = [
      ...historyAwards(history, settings),
      ...(ofDays.get(person.id) ?? []).flatMap((day) =>
        dayAwards(day, calendar, goals.get(day.day)?.isReached ?? false),
      ),
    ];
    const change = compareAwards(stored.get(person.id) ?? [], wanted);
    for (const award of [...change.added, ...change.moved]) written.push({ employeeId: person.id, ...award });
    withdrawn.push(...change.withdrawn);
  }

  await writeAwards(tx, site.id, written, now);
  await withdrawAwards(tx, site.id, withdrawn, now);
  await writeStreaks(tx, site.id, streakRows);
  await writeCounters(tx, site.id, counters);
  await replaceCareerTotals(tx, site.id, employeeIds);
  await addUpPoints(tx, site.id, [...new Set([...written, ...withdrawn].map((award) => award.employeeId))]);
  return {
    awarded: written.length,
    withdrawn: withdrawn.length,
    changedDays: new Set([
      ...streakRows.map((row) => row.day),
      ...[...written, ...withdrawn].map((award) => award.earnedDate),
    ]),
  };
}

/** Removes requests that were served; one that was renewed meanwhile has another token and stays. */
export async function removeAwardRequests(
  tx: Transaction,
  siteId: number,
  served: readonly WaitingAwardRequest[],
): Promise<void> {
  if (served.length === 0) return;
  const tokens = [...new Set(served.map((one) => one.token))];
  const columns = { employee: sql`${awardRequests.employeeId}`, day: sql`${awardRequests.scoreDate}` };
  await tx
    .delete(awardRequests)
    .where(
      and(eq(awardRequests.siteId, siteId), personDaysCondition(served, columns), inArray(awardRequests.token, tokens)),
    );
}

/** In one order, so that two of these wait for each other instead of failing. */
async function lockPeople(tx: Transaction, siteId: number, employeeIds: number[]) {
  if (employeeIds.length === 0) return [];
  return tx
    .select({ id: employees.id, currentStreak: employees.currentStreak, bestStreak: employees.bestStreak })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, employeeIds)))
    .orderBy(asc(employees.id))
    .for('update');
}

async function writeAwards(
  tx: Transaction,
  siteId: number,
  awards: readonly (Award & OfPerson)[],
  now: EpochSeconds,
): Promise<void> {
  for (let at = 0; at < awards.length; at += ROWS_PER_STATEMENT) {
    await tx
      .insert(achievements)
      .values(
        awards.slice(at, at + ROWS_PER_STATEMENT).map((award) => ({
          siteId,
          employeeId: award.employeeId,
          achievementKey: award.key,
          periodKey: award.periodKey,
          earnedDate: award.earnedDate,
          pointsAwarded: award.points,
          awardedAt: now,
        })),
      )
      // An award that another day completes after a correction: not a new one.
      .onDuplicateKeyUpdate({
        set: {
          earnedDate: sql`VALUES(${sql.identifier('earned_date')})`,
          pointsAwarded: sql`VALUES(${sql.identifier('points_awarded')})`,
        },
      });
  }
}

async function withdrawAwards(
  tx: Transaction,
  siteId: number,
  awards: readonly StoredAward[],
  now: EpochSeconds,
): Promise<void> {
  for (let at = 0; at < awards.length; at += ROWS_PER_STATEMENT) {
    const part = awards.slice(at, at + ROWS_PER_STATEMENT);
    const ofKeys = [...Map.groupBy(part, (award) => `${award.employeeId}/${award.key}`).values()].map((group) =>
      and(
        eq(achievements.employeeId, group[0]?.employeeId ?? 0),
        eq(achievements.achievementKey, group[0]?.key ?? ''),
        inArray(
          achievements.periodKey,
          group.map((award) => award.periodKey),
        ),
      ),
    );
    await tx.delete(achievements).where(and(eq(achievements.siteId, siteId), or(...ofKeys)));
    await writeAudit(
      tx,
      part.map(
        (award): AuditEntry => ({
          siteId,
          at: now,
          actor: AWARDER,
          action: 'achievement.withdraw',
          entity: 'employee',
          entityId: award.employeeId,
          before: {
            key: award.key,
            periodKey: award.periodKey,
            earnedDate: award.earnedDate,
            points: award.points,
          },
        }),
      ),
    );
  }
}

/** The streak as of each day, kept with the day's score so that a past board reads it with the rest. */
async function writeStreaks(tx: Transaction, siteId: number, rows: readonly StreakRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const values = rows.slice(at, at + ROWS_PER_STATEMENT).map(
      (row): SQL => sql`SELECT ${row.employeeId} AS employee_id, CAST(${row.day} AS DATE) AS score_date,
                                    ${row.streak} AS streak`,
    );
    await tx.execute(sql`
      UPDATE daily_scores d
        JOIN (${sql.join(values, sql` UNION ALL `)}) v
          ON d.site_id = ${siteId} AND d.score_date = v.score_date AND d.employee_id = v.employee_id
         SET d.streak = v.streak`);
  }
}

async function writeCounters(
  tx: Transaction,
  siteId: number,
  counters: readonly (OfPerson & { current: number; best: number })[],
): Promise<void> {
  if (counters.length === 0) return;
  const chosen = (value: (one: (typeof counters)[number]) => number) =>
    sql`CASE ${employees.id} ${sql.join(
      counters.map((one) => sql`WHEN ${one.employeeId} THEN ${value(one)}`),
      sql` `,
    )} END`;
  await tx
    .update(employees)
    .set({ currentStreak: chosen((one) => one.current), bestStreak: chosen((one) => one.best) })
    .where(
      and(
        eq(employees.siteId, siteId),
        inArray(
          employees.id,
          counters.map((one) => one.employeeId),
        ),
      ),
    );
}

/** achievement_points = the sum of the awards, counted anew so that it can never drift. */
async function addUpPoints(tx: Transaction, siteId: number, employeeIds: number[]): Promise<void> {
  if (employeeIds.length === 0) return;
  const sum = sql`(SELECT COALESCE(SUM(a.points_awarded), 0) FROM achievements a
                    WHERE a.site_id = ${siteId} AND a.employee_id = ${employees.id})`;
  await tx
    .update(employees)
    .set({ achievementPoints: sum })
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, employeeIds)));
}
