import { eq } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import { type DrainOptions, runDrainScores } from '@/lib/domain/scoring/run';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { getLogger } from '@/lib/platform/log/log';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import type { createTestSite } from './database';

let serial = 0;

/** Who did something: a person with a login, or a login of nobody. */
export type Owner = { employeeId: number | null; identityId: number };

/** A site with facts as they are stored, told in local times of winter in Chicago (UTC-6). */
export class DayScene {
  readonly database: Database;
  readonly site: Site;
  readonly #roleIds: ReadonlyMap<string, number>;

  private constructor(database: Database, site: Site, roleIds: ReadonlyMap<string, number>) {
    this.database = database;
    this.site = site;
    this.#roleIds = roleIds;
  }

  static async create(database: Database, values: Parameters<typeof createTestSite>[1] = {}): Promise<DayScene> {
    // Tests in the browser bring a site of their own, and run without what this file needs.
    const tests = await import('./database');
    return DayScene.at(database, await tests.createTestSite(database, values));
  }

  static async at(database: Database, site: Site): Promise<DayScene> {
    const roles = await database.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id));
    return new DayScene(database, site, new Map(roles.map((role) => [role.departmentName, role.id])));
  }

  roleId(department: string): number {
    const id = this.#roleIds.get(department);
    if (id === undefined) throw new Error(`There is no department ${department}.`);
    return id;
  }

  async person(name: string, marks: Partial<typeof employees.$inferInsert> = {}) {
    const [row] = await this.database
      .insert(employees)
      .values({ siteId: this.site.id, name, createdAt: 0, updatedAt: 0, ...marks })
      .$returningId();
    const employeeId = row?.id ?? 0;
    return { employeeId, identityId: await this.login('verified', employeeId) };
  }

  async login(status: 'verified' | 'unmapped' | 'ignored', employeeId: number | null = null): Promise<number> {
    const [row] = await this.database
      .insert(employeeIdentities)
      .values({
        siteId: this.site.id,
        source: 'api',
        externalId: `login-${++serial}`,
        employeeId,
        status,
        firstSeenAt: 0,
        lastSeenAt: 0,
      })
      .$returningId();
    return row?.id ?? 0;
  }

  async punch(owner: Owner, clockIn: EpochSeconds, clockOut: EpochSeconds | null): Promise<number> {
    const [row] = await this.database
      .insert(clockTimes)
      .values({
        siteId: this.site.id,
        source: 'connecteam',
        sourceShiftId: `shift-${++serial}`,
        ...owner,
        clockIn,
        clockOut,
        isActive: clockOut === null,
        createdAt: 0,
        updatedAt: 0,
      })
      .$returningId();
    return row?.id ?? 0;
  }

  async pause(owner: Owner, breakStart: EpochSeconds, breakEnd: EpochSeconds | null): Promise<void> {
    await this.database.insert(clockBreaks).values({
      siteId: this.site.id,
      source: 'connecteam',
      sourceBreakId: `break-${++serial}`,
      ...owner,
      breakStart,
      breakEnd,
      isPaid: false,
      createdAt: 0,
      updatedAt: 0,
    });
  }

  /** Ten minutes unless said otherwise; `department` null: a type without a role. */
  async scan(
    owner: Owner,
    department: string | null,
    items: number,
    windowStart: EpochSeconds,
    seconds = 600,
  ): Promise<number> {
    const [row] = await this.database
      .insert(activityLogs)
      .values({
        siteId: this.site.id,
        source: 'api',
        referenceId: `ref-${++serial}`,
        ...owner,
        roleId: department === null ? null : this.roleId(department),
        activityType: department ?? 'Folding',
        itemsCount: items,
        windowStart,
        windowEnd: windowStart + seconds,
        createdAt: 0,
      })
      .$returningId();
    return row?.id ?? 0;
  }

  async request(employeeIds: readonly number[], days: readonly IsoDay[]): Promise<void> {
    const requests = days.flatMap((scoreDate) =>
      employeeIds.map((employeeId) => ({ siteId: this.site.id, scoreDate, employeeId })),
    );
    await inTransaction(this.database, (tx) => requestScores(tx, requests, 'test', 0));
  }

  drain(now: EpochSeconds, changes: Partial<DrainOptions> = {}) {
    const clock = { now: () => now };
    return runDrainScores({ db: this.database, site: this.site, clock, log: getLogger(), ...changes });
  }

  /** As it is stored now. */
  current(): Promise<Site> {
    return getSite(this.database, this.site.code);
  }
}

/** `2026-03-03 09:00` of winter in Chicago. */
export function winterTime(text: string): EpochSeconds {
  return fromIsoInstant(`${text.replace(' ', 'T')}:00-06:00`);
}
