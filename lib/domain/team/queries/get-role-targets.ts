import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';

/** Every dated version of the roles of a site, in flow order; decimals as text. */
export async function getRoleTargets(db: Db, siteId: number) {
  return db
    .select({
      roleId: roleConfigs.id,
      departmentName: roleConfigs.departmentName,
      isActive: roleConfigs.isActive,
      isFinishing: roleConfigs.isFinishing,
      validFrom: roleConfigVersions.validFrom,
      multiplier: roleConfigVersions.multiplier,
      expectedPerHour: roleConfigVersions.expectedPerHour,
    })
    .from(roleConfigs)
    .innerJoin(roleConfigVersions, eq(roleConfigVersions.roleId, roleConfigs.id))
    .where(eq(roleConfigs.siteId, siteId))
    .orderBy(asc(roleConfigs.flowOrder), asc(roleConfigs.id), asc(roleConfigVersions.validFrom));
}
export type RoleTargetRow = Awaited<ReturnType<typeof getRoleTargets>>[number];
