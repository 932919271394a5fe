import { randomBytes } from 'node:crypto';
import { eq, like, sql } from 'drizzle-orm';
import { SEED_ACTOR } from '@/demo/seed/year';
import { type Database, inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import {
  dailyCosts,
  dailyRoleTotals,
  hourlyPresence,
  hourlyRoleTotals,
  idlePeriods,
  unmappedTotals,
} from '@/lib/db/schema/derived-totals';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { siteGoals, sites } from '@/lib/db/schema/sites';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { EpochSeconds } from '@/lib/platform/time/instant';

export type Worker = { employeeId: number; identityId: number; login: string };
export type OwnSite = { site: Site; workers: Worker[]; roleIds: ReadonlyMap<string, number> };

const CODE_PREFIX = 'bench-';

/** Runs `work` in a site of its own among the year's data, with `count` people whose logins are linked; then removes it. */
export async function inOwnSite<T>(
  db: Database,
  options: { source: string; count: number; now: EpochSeconds },
  work: (own: OwnSite) => Promise<T>,
): Promise<T> {
  const code = `${CODE_PREFIX}${randomBytes(6).toString('hex')}`;
  const { now, source } = options;
  const siteId = await createSite(db, { code, name: 'Benchmark', timeZone: 'America/Chicago' }, SEED_ACTOR, now);
  try {
    const site = await getSite(db, code);
    const workers: Worker[] = [];
    for (let index = 0; index < options.count; index += 1) {
      const name = `Person ${index + 1}`;
      const login = `person${index + 1}@bench.example`;
      const [employee] = await db
        .insert(employees)
        .values({ siteId, name, email: login, createdAt: now, updatedAt: now });
      const employeeId = employee.insertId;
      const [identity] = await db.insert(employeeIdentities).values({
        siteId,
        source,
        externalId: login,
        externalName: name,
        externalEmail: login,
        employeeId,
        status: 'verified',
        firstSeenAt: now,
        lastSeenAt: now,
      });
      workers.push({ employeeId, identityId: identity.insertId, login });
    }
    const roles = await db.select().from(roleConfigs).where(eq(roleConfigs.siteId, siteId));
    return await work({ site, workers, roleIds: new Map(roles.map((role) => [role.activityType, role.id])) });
  } finally {
    await removeSite(db, siteId);
  }
}

/** Removes the sites that an interrupted run left. */
export async function removeLeftSites(db: Database): Promise<void> {
  const left = await db
    .select({ id: sites.id })
    .from(sites)
    .where(like(sites.code, `${CODE_PREFIX}%`));
  for (const { id } of left) await removeSite(db, id);
}

async function removeSite(db: Database, siteId: number): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const table of [
      dailyScores,
      dailyRoleTotals,
      hourlyRoleTotals,
      hourlyPresence,
      dailyCosts,
      idlePeriods,
      unmappedTotals,
      dataIssues,
      scoreRequests,
      activityLogs,
      clockBreaks,
      clockTimes,
      employeeIdentities,
      employees,
      auditEvents,
      siteGoals,
    ]) {
      await tx.delete(table).where(eq(table.siteId, siteId));
    }
    await tx.execute(
      sql`DELETE v FROM ${roleConfigVersions} v JOIN ${roleConfigs} r ON r.id = v.role_id WHERE r.site_id = ${siteId}`,
    );
    await tx.delete(roleConfigs).where(eq(roleConfigs.siteId, siteId));
    await tx.delete(sites).where(eq(sites.id, siteId));
  });
}
