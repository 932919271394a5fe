import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { versionOn } from '@/lib/domain/scoring/roles';
import type { IsoDay } from '@/lib/platform/time/instant';

/** A role with the dated values that count on one day; decimals as text (contract.md 3). */
export type RoleValuesOnDay = {
  roleId: number;
  activityType: string;
  roleName: string;
  departmentName: string;
  roleType: 'batch' | 'continuous';
  flowOrder: number;
  isFinishing: boolean;
  isActive: boolean;
  validFrom: IsoDay;
  multiplier: string;
  expectedPerHour: string;
  idleThresholdMinutes: number;
  monthlyTargetPoints: string | null;
};

/** All roles of a site as they count on `day`, in flow order; inactive ones too, since they still score (domain.md 3). */
export async function getRolesOnDay(db: Db, siteId: number, day: IsoDay): Promise<RoleValuesOnDay[]> {
  const versions = await db
    .select({
      roleId: roleConfigs.id,
      activityType: roleConfigs.activityType,
      roleName: roleConfigs.roleName,
      departmentName: roleConfigs.departmentName,
      roleType: roleConfigs.roleType,
      flowOrder: roleConfigs.flowOrder,
      isFinishing: roleConfigs.isFinishing,
      isActive: roleConfigs.isActive,
      validFrom: roleConfigVersions.validFrom,
      multiplier: roleConfigVersions.multiplier,
      expectedPerHour: roleConfigVersions.expectedPerHour,
      idleThresholdMinutes: roleConfigVersions.idleThresholdMinutes,
      monthlyTargetPoints: roleConfigVersions.monthlyTargetPoints,
    })
    .from(roleConfigs)
    .innerJoin(roleConfigVersions, eq(roleConfigVersions.roleId, roleConfigs.id))
    .where(eq(roleConfigs.siteId, siteId))
    .orderBy(asc(roleConfigs.flowOrder), asc(roleConfigs.id));
  const byRole = Map.groupBy(versions, (version) => version.roleId);
  return [...byRole.values()].flatMap((ofRole) => versionOn(ofRole, day) ?? []);
}
