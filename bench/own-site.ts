import { randomBytes } from 'node:crypto';
import { eq, like, sql } from 'drizzle-orm';
import * as z from 'zod';
import { SEED_ACTOR } from '@/demo/seed/year';
import { type Database, inTransaction } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { sites } from '@/lib/db/schema/sites';
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
  options: { source: string; count: number; now: EpochSeconds; timeZone?: string },
  work: (own: OwnSite) => Promise<T>,
): Promise<T> {
  const code = `${CODE_PREFIX}${randomBytes(6).toString('hex')}`;
  const { now, source, timeZone = 'America/Chicago' } = options;
  const siteId = await createSite(db, { code, name: 'Benchmark', timeZone }, SEED_ACTOR, now);
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

/** Whatever was left in it, by whomever: every table says by a column of that name which site a row belongs to. */
async function removeSite(db: Database, siteId: number): Promise<void> {
  const tables = await selectRows(
    db,
    sql`SELECT TABLE_NAME AS name FROM information_schema.COLUMNS
         WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'site_id' AND TABLE_NAME <> 'role_configs'`,
    z.object({ name: z.string() }),
  );
  await inTransaction(db, async (tx) => {
    // In any order; what belongs together goes together.
    await tx.execute(sql`SET SESSION foreign_key_checks = 0`);
    for (const { name } of tables) {
      await tx.execute(sql`DELETE FROM ${sql.identifier(name)} WHERE site_id = ${siteId}`);
    }
    await tx.execute(
      sql`DELETE v FROM ${roleConfigVersions} v JOIN ${roleConfigs} r ON r.id = v.role_id WHERE r.site_id = ${siteId}`,
    );
    await tx.delete(roleConfigs).where(eq(roleConfigs.siteId, siteId));
    await tx.delete(sites).where(eq(sites.id, siteId));
    await tx.execute(sql`SET SESSION foreign_key_checks = 1`);
  });
}
