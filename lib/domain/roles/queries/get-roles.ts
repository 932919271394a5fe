import { eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { AppError } from '@/lib/platform/errors/errors';
import type { StoredVersion } from '../rules';

export type RoleRow = typeof roleConfigs.$inferSelect;

/** All roles of a site in flow order, and all their versions. Two statements. */
export async function getRoles(db: Db, siteId: number): Promise<{ roles: RoleRow[]; versions: StoredVersion[] }> {
  const roles = await db
    .select()
    .from(roleConfigs)
    .where(eq(roleConfigs.siteId, siteId))
    .orderBy(roleConfigs.flowOrder, roleConfigs.id);
  const versions = await db
    .select({ version: roleConfigVersions })
    .from(roleConfigVersions)
    .innerJoin(roleConfigs, eq(roleConfigs.id, roleConfigVersions.roleId))
    .where(eq(roleConfigs.siteId, siteId));
  return { roles, versions: versions.map(({ version }) => version) };
}

/** A role with its versions, and all roles of its site in flow order. Throws NOT_FOUND. */
export async function getRole(
  db: Db,
  siteId: number,
  roleId: number,
): Promise<{ role: RoleRow; roles: RoleRow[]; versions: StoredVersion[] }> {
  const { roles, versions } = await getRoles(db, siteId);
  const role = roles.find(({ id }) => id === roleId);
  if (role === undefined) throw new AppError('NOT_FOUND', 'There is no such department at this site.');
  return { role, roles, versions: versions.filter((one) => one.roleId === roleId) };
}
