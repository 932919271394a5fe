import { asc, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Database, inTransaction } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { employees } from '@/lib/db/schema/employees';
import { achievements } from '@/lib/db/schema/gamification';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { replacePersonDays, replaceUnmappedTotals } from '@/lib/domain/scoring/mutations';
import { getStoredScores } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { runFinalize } from '@/lib/domain/scoring/run-finalize';
import type { DailyScore } from '@/lib/domain/scoring/types';
import type { NewSite } from '@/lib/domain/sites/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { createTestSite } from '@/test/database';
import { getGoalDays } from './queries/get-goal-days';
import { type AwardDay, dayAwards, historyAwards, streaksOf } from './rules';
import { runAwards } from './run';

const HOUR = 3600;
const careerRow = z.object({
  employee_id: column.integer,
  days_worked: column.integer,
  items: column.integer,
  points: column.decimal,
  clocked_seconds: column.integer,
  role_points: column.decimal.nullable(),
});

/** A day of work as tests say it; 8 hours from 6:00 with one idle period unless they say more. */
export type WorkedDay = Partial<Omit<DailyScore, 'firstClockIn' | 'lastClockOut'>> & {
  /** Points; the target is 250 a day (Packing). */
  points: number;
  /** Local hour of the first clock-in. */
  from?: number;
  hours?: number;
  periodCount?: number;
  monthlyTargetPoints?: string | null;
  /** Packing unless said otherwise; its items are all of the day's. */
  department?: string;
};

/** A site whose person-days a test writes as the scorer would, with the awards that follow. */
export class AwardScene {
  readonly #database: Database;
  readonly #roleIds: ReadonlyMap<string, number>;
  readonly site: Site;

  private constructor(database: Database, site: Site, roleIds: ReadonlyMap<string, number>) {
    this.#database = database;
    this.site = site;
    this.#roleIds = roleIds;
  }

  static async create(database: Database, values: Partial<NewSite> = {}): Promise<AwardScene> {
    const site = await createTestSite(database, values);
    const roles = await database.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id));
    return new AwardScene(database, site, new Map(roles.map((role) => [role.departmentName, role.id])));
  }

  async person(name: string): Promise<number> {
    const [row] = await this.#database
      .insert(employees)
      .values({ siteId: this.site.id, name, createdAt: 0, updatedAt: 0 })
      .$returningId();
    return row?.id ?? 0;
  }

  /** Writes (or takes away) a person's day, scored half a day after it ended. */
  async score(employeeId: number, day: IsoDay, work: WorkedDay | null): Promise<void> {
    const { start, end } = businessDayInterval(this.site, day);
    const now = end + 12 * HOUR;
    await inTransaction(this.#database, async (tx) => {
      const [stored] = await getStoredScores(tx, this.site.id, [{ employeeId, scoreDate: day }]);
      const score = work === null ? null : this.#scoreOf(work, start);
      await replacePersonDays(
        tx,
        this.site,
        [
          {
            employeeId,
            day,
            periodCount: work?.periodCount ?? 1,
            monthlyTargetPoints: work?.monthlyTargetPoints === undefined ? '5500.00' : work.monthlyTargetPoints,
            stored,
            result: {
              day,
              scoredAt: now,
              score,
              idlePeriods: [],
              roleTotals:
                work === null || score === null || score.activityCount === 0
                  ? []
                  : [
                      {
                        roleId: this.#roleId(work),
                        items: score.itemsProcessed,
                        pointsThousandths: score.pointsHundredths * 10,
                        activityCount: score.activityCount,
                        workedSeconds: score.clockedSeconds,
                      },
                    ],
              hourlyRoleTotals: [],
              hourlyPresence: [],
              costs: [],
              issues: [],
              hasOpen: false,
              openUntil: null,
              lastEnd: score?.lastClockOut ?? score?.lastActivityAt ?? null,
            },
          },
        ],
        now,
      );
    });
  }

  /** Finished items of nobody known. */
  async unmapped(day: IsoDay, items: number): Promise<void> {
    const hourStart = businessDayInterval(this.site, day).start + 8 * HOUR;
    const totals = items === 0 ? [] : [{ hourStart, roleId: this.#roleId({}), items, pointsThousandths: items * 800 }];
    await inTransaction(this.#database, (tx) => replaceUnmappedTotals(tx, this.site.id, day, totals));
  }

  /** What the runs of the evening and the night do at `now`. */
  finalize(now: EpochSeconds, isEveningRun = false) {
    return runFinalize(this.#database, this.site, now, { isEveningRun });
  }

  /** Marks all days up to this one. */
  finalizeUntil(day: IsoDay) {
    return this.finalize(businessDayInterval(this.site, day).end + 3 * HOUR);
  }

  async award(now: EpochSeconds = 1_800_000_000) {
    return runAwards({ db: this.#database, site: this.site, clock: { now: () => now } });
  }

  /** What is stored of awards, streaks and counters. */
  async stored() {
    const ofSite = eq(achievements.siteId, this.site.id);
    const awards = await this.#database.select().from(achievements).where(ofSite);
    const people = await this.#database
      .select()
      .from(employees)
      .where(eq(employees.siteId, this.site.id))
      .orderBy(asc(employees.id));
    const days = await this.#days();
    const careers = await selectRows(
      this.#database,
      sql`SELECT c.employee_id, c.days_worked, c.items, c.points, c.clocked_seconds,
                 (SELECT SUM(r.points) FROM career_role_totals r
                   WHERE r.site_id = c.site_id AND r.employee_id = c.employee_id) AS role_points
            FROM career_totals c WHERE c.site_id = ${this.site.id} ORDER BY c.employee_id`,
      careerRow,
    );
    return {
      careers: careers.map((row) => ({
        ...row,
        points: Number(row.points),
        role_points: Number(row.role_points ?? 0),
      })),
      awards: awards
        .map((row) => awardText(row.employeeId, row.achievementKey, row.periodKey, row.earnedDate, row.pointsAwarded))
        .sort(),
      people: people.map((row) => ({
        id: row.id,
        current: row.currentStreak,
        best: row.bestStreak,
        points: row.achievementPoints,
      })),
      streaks: days.map((row) => `${row.employeeId} ${row.scoreDate} ${row.streak}`),
    };
  }

  /** The same out of all stored days at once, without looking at what is stored of it. */
  async fromScratch() {
    const people = await this.#database
      .select({ id: employees.id })
      .from(employees)
      .where(eq(employees.siteId, this.site.id))
      .orderBy(asc(employees.id));
    const rows = await this.#days();
    const goals = await getGoalDays(this.#database, this.site.id, [...new Set(rows.map((row) => row.scoreDate))]);
    const settings = { targetDaysPerMonth: this.site.settings.targetDaysPerMonth, weekStart: this.site.weekStart };
    const awards: string[] = [];
    const streaks: string[] = [];
    const counters = people.map(({ id }) => {
      const days = rows
        .filter((row) => row.employeeId === id)
        .map(
          (row): AwardDay => ({
            day: row.scoreDate,
            pointsHundredths: scaledFromDecimal(row.pointsEarned, 2),
            monthlyTargetHundredths:
              row.monthlyTargetPoints === null ? null : scaledFromDecimal(row.monthlyTargetPoints, 2),
            isWorked: row.activityCount > 0,
            isFinal: row.isFinalized,
            clockedSeconds: row.clockedSeconds,
            activeSeconds: row.activeSeconds,
            idleCount: row.idleCount,
            firstClockIn: row.firstClockIn,
          }),
        );
      const own = streaksOf(days, settings.targetDaysPerMonth);
      streaks.push(...days.map((day, index) => `${id} ${day.day} ${own.byDay[index]}`));
      const earned = [
        ...historyAwards(days, settings),
        ...days.flatMap((day) => dayAwards(day, { ...this.site, ...settings }, goals.get(day.day)?.isReached ?? false)),
      ];
      awards.push(...earned.map((award) => awardText(id, award.key, award.periodKey, award.earnedDate, award.points)));
      return {
        id,
        current: own.current,
        best: own.best,
        points: earned.reduce((sum, award) => sum + award.points, 0),
      };
    });
    const careers = people.flatMap(({ id }) => {
      const final = rows.filter((row) => row.employeeId === id && row.isFinalized);
      const sum = (part: (row: (typeof final)[number]) => number) => final.reduce((total, row) => total + part(row), 0);
      const points = sum((row) => scaledFromDecimal(row.pointsEarned, 2)) / 100;
      if (final.length === 0) return [];
      return [
        {
          employee_id: id,
          days_worked: sum((row) => (row.activityCount > 0 ? 1 : 0)),
          items: sum((row) => row.itemsProcessed),
          points,
          clocked_seconds: sum((row) => row.clockedSeconds),
          role_points: points,
        },
      ];
    });
    return { careers, awards: awards.sort(), people: counters, streaks };
  }

  #days() {
    return this.#database
      .select()
      .from(dailyScores)
      .where(eq(dailyScores.siteId, this.site.id))
      .orderBy(asc(dailyScores.employeeId), asc(dailyScores.scoreDate));
  }

  #roleId({ department = 'Packing' }: Pick<WorkedDay, 'department'>): number {
    const id = this.#roleIds.get(department);
    if (id === undefined) throw new Error(`There is no department ${department}.`);
    return id;
  }

  #scoreOf(work: WorkedDay, dayStart: EpochSeconds): DailyScore {
    const { points, from = 6, hours = 8, periodCount: _, monthlyTargetPoints: __, department: ___, ...values } = work;
    const firstClockIn = dayStart + from * HOUR;
    const items = values.itemsProcessed ?? Math.ceil(points / 0.8);
    return {
      itemsProcessed: items,
      finishedItems: items,
      pointsHundredths: Math.round(points * 100),
      clockedSeconds: hours * HOUR,
      paidSeconds: hours * HOUR,
      breakSeconds: 0,
      activeSeconds: (hours * HOUR) / 2,
      idleSeconds: (hours * HOUR) / 2,
      efficiencyTenThousandths: 5_000,
      activityCount: points > 0 ? 3 : 0,
      idleCount: 1,
      firstActivityAt: firstClockIn,
      lastActivityAt: firstClockIn + HOUR,
      primaryRoleId: points > 0 ? this.#roleId(work) : null,
      isEstimated: false,
      ...values,
      firstClockIn,
      lastClockOut: firstClockIn + hours * HOUR,
    };
  }
}

function awardText(employeeId: number, key: string, periodKey: string, earnedDate: IsoDay, points: number): string {
  return `${employeeId} ${key} ${periodKey} ${earnedDate} ${points}`;
}
