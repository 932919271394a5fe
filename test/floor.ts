import { sql } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { dailyRoleTotals, unmappedTotals } from '@/lib/db/schema/derived-totals';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { syncRuns } from '@/lib/db/schema/runs';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

const SEEDER: Actor = { type: 'system', id: 'test-floor' };

/** Items per department; the points follow from the multipliers of the default roles. */
export type DayOfWork = {
  items: Partial<Record<DepartmentName, number>>;
  clockedSeconds: number;
  activeSeconds: number;
  isClockedIn?: boolean;
};
export type DepartmentName = 'Picking' | 'Labeling' | 'Film Matching' | 'Heat Press' | 'Packing';

/** Thousandths of a point per item (domain.md 1). */
const MULTIPLIERS: Record<DepartmentName, number> = {
  Picking: 1000,
  Labeling: 500,
  'Film Matching': 1000,
  'Heat Press': 1200,
  Packing: 800,
};

/** A site of its own with what a test puts on its floor. */
export class Floor {
  readonly database: Database;
  readonly site: Site;
  readonly #roleIds: ReadonlyMap<string, number>;
  readonly #people = new Map<string, number>();

  private constructor(database: Database, site: Site, roleIds: ReadonlyMap<string, number>) {
    this.database = database;
    this.site = site;
    this.#roleIds = roleIds;
  }

  static async create(
    database: Database,
    values: { code: string; name: string; timeZone: string; dailyGoalItems?: number; now: EpochSeconds },
  ): Promise<Floor> {
    const { now, ...site } = values;
    await createSite(database, site, SEEDER, now);
    const created = await getSite(database, site.code);
    const roles = await database
      .select({ id: roleConfigs.id, name: roleConfigs.departmentName, siteId: roleConfigs.siteId })
      .from(roleConfigs);
    const own = roles.filter((role) => role.siteId === created.id);
    return new Floor(database, created, new Map(own.map((role) => [role.name, role.id])));
  }

  /** The id of a person, who is added when new. */
  async person(name: string, now: EpochSeconds): Promise<number> {
    const known = this.#people.get(name);
    if (known !== undefined) return known;
    const id = await inTransaction(this.database, (tx) =>
      createEmployee(tx, { siteId: this.site.id, name, actor: SEEDER, now }),
    );
    this.#people.set(name, id);
    return id;
  }

  /** Writes a person's scored day as the scorer would, replacing what was there. */
  async score(name: string, day: IsoDay, work: DayOfWork, now: EpochSeconds): Promise<void> {
    const siteId = this.site.id;
    const employeeId = await this.person(name, now);
    const { start } = businessDayInterval(this.site, day);
    const parts = Object.entries(work.items).flatMap(([department, items]) => {
      const multiplier = Object.entries(MULTIPLIERS).find(([known]) => known === department)?.[1] ?? 0;
      return items === undefined ? [] : [{ department, items, thousandths: items * multiplier }];
    });
    const items = parts.reduce((sum, part) => sum + part.items, 0);
    const thousandths = parts.reduce((sum, part) => sum + part.thousandths, 0);
    const primary = parts.reduce<(typeof parts)[number] | undefined>(
      (best, part) => (best === undefined || part.items > best.items ? part : best),
      undefined,
    );
    const isEstimated = work.clockedSeconds === 0;
    const score = {
      siteId,
      scoreDate: day,
      employeeId,
      itemsProcessed: items,
      finishedItems: work.items.Packing ?? 0,
      pointsEarned: (Math.floor((thousandths + 5) / 10) / 100).toFixed(2),
      clockedSeconds: work.clockedSeconds,
      paidSeconds: work.clockedSeconds,
      breakSeconds: 0,
      activeSeconds: work.activeSeconds,
      idleSeconds: isEstimated ? 0 : work.clockedSeconds - work.activeSeconds,
      efficiencyRate: work.clockedSeconds === 0 ? null : (work.activeSeconds / work.clockedSeconds).toFixed(4),
      activityCount: parts.length,
      idleCount: 0,
      periodCount: 1,
      firstActivityAt: parts.length === 0 ? null : start + 6 * 3600,
      lastActivityAt: parts.length === 0 ? null : start + 7 * 3600,
      firstClockIn: start + 6 * 3600,
      lastClockOut: work.isClockedIn === true ? null : start + 6 * 3600 + work.clockedSeconds,
      primaryRoleId: primary === undefined ? null : this.#roleId(primary.department),
      isEstimated,
      isFinalized: false,
      openUntil: work.isClockedIn === true ? now + 8 * 3600 : null,
      scoredAt: now,
    };
    await inTransaction(this.database, async (tx) => {
      await tx
        .delete(dailyRoleTotals)
        .where(sql`site_id = ${siteId} AND score_date = ${day} AND employee_id = ${employeeId}`);
      await tx
        .delete(dailyScores)
        .where(sql`site_id = ${siteId} AND score_date = ${day} AND employee_id = ${employeeId}`);
      await tx.insert(dailyScores).values(score);
      if (parts.length === 0) return;
      await tx.insert(dailyRoleTotals).values(
        parts.map((part) => ({
          siteId,
          scoreDate: day,
          employeeId,
          roleId: this.#roleId(part.department),
          items: part.items,
          points: (part.thousandths / 1000).toFixed(3),
          activityCount: 1,
          workedSeconds: Math.floor(work.clockedSeconds / parts.length),
        })),
      );
    });
  }

  /** Many people at once, `Person 0000` the first with the most points. */
  async crowd(count: number, day: IsoDay, now: EpochSeconds): Promise<void> {
    const siteId = this.site.id;
    const people = Array.from({ length: count }, (_, index) => `Person ${String(index).padStart(4, '0')}`);
    await this.database
      .insert(employees)
      .values(people.map((name) => ({ siteId, name, createdAt: now, updatedAt: now })));
    const picked = sql`(${count} * 2 - CAST(RIGHT(name, 4) AS UNSIGNED))`;
    const roleId = this.#roleId('Picking');
    await this.database.execute(sql`
      INSERT INTO daily_scores (site_id, score_date, employee_id, items_processed, finished_items, points_earned,
        clocked_seconds, paid_seconds, break_seconds, active_seconds, idle_seconds, efficiency_rate, activity_count,
        idle_count, period_count, primary_role_id, is_estimated, is_finalized, scored_at)
      SELECT site_id, ${day}, id, ${picked}, 0, ${picked}, 3600, 3600, 0, 3600, 0, 1, 1, 0, 1, ${roleId}, 0, 0,
             ${toSqlInstant(now)}
        FROM employees WHERE site_id = ${siteId} AND name LIKE 'Person %'`);
    await this.database.execute(sql`
      INSERT INTO daily_role_totals (site_id, score_date, employee_id, role_id, items, points, activity_count, worked_seconds)
      SELECT site_id, ${day}, id, ${roleId}, ${picked}, ${picked}, 1, 3600
        FROM employees WHERE site_id = ${siteId} AND name LIKE 'Person %'`);
  }

  /** Work of nobody known. */
  async unmapped(day: IsoDay, department: DepartmentName, items: number): Promise<void> {
    await this.database.insert(unmappedTotals).values({
      siteId: this.site.id,
      scoreDate: day,
      hourStart: businessDayInterval(this.site, day).start + 6 * 3600,
      roleId: this.#roleId(department),
      items,
      points: ((items * MULTIPLIERS[department]) / 1000).toFixed(3),
    });
  }

  /** A finished run of the time clock. */
  async sync(status: 'success' | 'failed', finishedAt: EpochSeconds, reason?: string): Promise<void> {
    await this.database.insert(syncRuns).values({
      siteId: this.site.id,
      source: 'connecteam',
      syncType: 'sync-clock-times',
      status,
      startedAt: finishedAt - 3,
      finishedAt,
      heartbeatAt: finishedAt,
      details: reason === undefined ? {} : { reason },
    });
  }

  #roleId(department: string): number {
    const id = this.#roleIds.get(department);
    if (id === undefined) throw new Error(`There is no department ${department}.`);
    return id;
  }
}
