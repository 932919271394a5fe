import { eq } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import { runDrainScores } from '@/lib/domain/scoring/run';
import type { NewSite } from '@/lib/domain/sites/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { getLogger } from '@/lib/platform/log/log';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';
import { createTestSite } from './test-site';

/** Whose a fact is: a person's, or a login's that nobody is linked to. */
export type Owner = { employeeId: number | null; identityId: number };

/**
 * A site of its own with real facts, scored by the real scorer. Facts are written past syncs and ingest, so a test asks
 * for the scores itself: {@link FactFloor.score}.
 */
export class FactFloor {
  readonly database: Database;
  readonly site: Site;
  readonly #roleIds: ReadonlyMap<string, number>;
  #serial = 0;

  private constructor(database: Database, site: Site, roleIds: ReadonlyMap<string, number>) {
    this.database = database;
    this.site = site;
    this.#roleIds = roleIds;
  }

  static async create(database: Database, values: Partial<NewSite> = {}): Promise<FactFloor> {
    const site = await createTestSite(database, values);
    const roles = await database
      .select({ id: roleConfigs.id, name: roleConfigs.departmentName })
      .from(roleConfigs)
      .where(eq(roleConfigs.siteId, site.id));
    return new FactFloor(database, site, new Map(roles.map((role) => [role.name, role.id])));
  }

  /** Local time of the site, `06:30` or `06:30:15`, on a calendar date; of a repeated time the first. */
  at(day: IsoDay, time: string): EpochSeconds {
    const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
    return instantOfLocal(this.site.timeZone, day, hour * 3600 + minute * 60 + second);
  }

  roleId(department: string): number {
    const id = this.#roleIds.get(department);
    if (id === undefined) throw new Error(`There is no department ${department}.`);
    return id;
  }

  /** A person with one verified login. */
  async person(
    name: string,
    changes: Partial<typeof employees.$inferInsert> = {},
  ): Promise<{ employeeId: number; identityId: number }> {
    const [row] = await this.database
      .insert(employees)
      .values({ siteId: this.site.id, name, createdAt: 0, updatedAt: 0, ...changes })
      .$returningId();
    const employeeId = row?.id ?? 0;
    return { employeeId, identityId: (await this.login(employeeId)).identityId };
  }

  /** A login of a person, or of nobody. */
  async login(employeeId: number | null = null, status?: 'unmapped' | 'ignored'): Promise<Owner> {
    const [row] = await this.database
      .insert(employeeIdentities)
      .values({
        siteId: this.site.id,
        source: 'api',
        externalId: `login-${this.#next()}`,
        externalName: 'Unknown Login',
        employeeId,
        status: status ?? (employeeId === null ? 'unmapped' : 'verified'),
        firstSeenAt: 0,
        lastSeenAt: 0,
      })
      .$returningId();
    return { employeeId, identityId: row?.id ?? 0 };
  }

  async punch(owner: Owner, clockIn: EpochSeconds, clockOut: EpochSeconds | null): Promise<void> {
    await this.database.insert(clockTimes).values({
      siteId: this.site.id,
      source: 'connecteam',
      sourceShiftId: `shift-${this.#next()}`,
      ...owner,
      clockIn,
      clockOut,
      isActive: clockOut === null,
      createdAt: 0,
      updatedAt: 0,
    });
  }

  async pause(owner: Owner, breakStart: EpochSeconds, breakEnd: EpochSeconds | null, isPaid = false): Promise<void> {
    await this.database.insert(clockBreaks).values({
      siteId: this.site.id,
      source: 'connecteam',
      sourceBreakId: `break-${this.#next()}`,
      ...owner,
      breakStart,
      breakEnd,
      isPaid,
      createdAt: 0,
      updatedAt: 0,
    });
  }

  /** `department` null: an activity type without a role, `Folding` unless another one is given. */
  async scan(
    owner: Owner,
    department: string | null,
    itemsCount: number,
    windowStart: EpochSeconds,
    windowEnd: EpochSeconds,
    unknownType = 'Folding',
  ): Promise<void> {
    await this.database.insert(activityLogs).values({
      siteId: this.site.id,
      source: 'api',
      referenceId: `ref-${this.#next()}`,
      ...owner,
      roleId: department === null ? null : this.roleId(department),
      activityType: department ?? unknownType,
      itemsCount,
      windowStart,
      windowEnd,
      createdAt: 0,
    });
  }

  /** Asks for the scores of these people (0: unmapped work) on the days without serving them. */
  async request(employeeIds: readonly number[], days: readonly IsoDay[]): Promise<void> {
    const wanted = days.flatMap((scoreDate) =>
      employeeIds.map((employeeId) => ({ siteId: this.site.id, scoreDate, employeeId })),
    );
    await inTransaction(this.database, (tx) => requestScores(tx, wanted, 'test', 0));
  }

  /** Scores these people (0: unmapped work) on the days, as of `now`. */
  async score(employeeIds: readonly number[], days: readonly IsoDay[], now: EpochSeconds): Promise<void> {
    await this.request(employeeIds, days);
    const counts = await runDrainScores({
      db: this.database,
      site: this.site,
      clock: { now: () => now },
      log: getLogger(),
    });
    if (counts.failed > 0) throw new Error(`${counts.failed} person-days could not be scored.`);
  }

  #next(): number {
    this.#serial += 1;
    return this.#serial;
  }
}
