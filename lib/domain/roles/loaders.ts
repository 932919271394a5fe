import { getDatabase } from '@/lib/db/handles';
import { getUnmappedTypes } from '@/lib/domain/flags/queries/get-unmapped-types';
import { previewRole } from '@/lib/domain/previews/preview-role';
import type { EffectPreview } from '@/lib/domain/previews/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareActivityTypes, prepareDepartments, prepareHistory } from './prepare';
import { getMappedTypes } from './queries/get-mapped-types';
import { getRoleHistory } from './queries/get-role-history';
import { getRole, getRoles } from './queries/get-roles';
import type { ActivityTypeList, DepartmentList, RoleHistory, RolePreviewOrder } from './schema';

/** All roles of a site with all their versions. Not cached: whoever edits must see what is there. */
export async function loadDepartmentList(site: Site, now: EpochSeconds): Promise<DepartmentList> {
  const { roles, versions } = await getRoles(getDatabase(), site.id);
  const today = businessDayOf(site, now);
  return { asOf: toIsoInstant(now), today, rows: prepareDepartments(roles, versions, today) };
}

/** Activity types that are no role's own: those without a role with what waits under them, then the mapped ones. */
export async function loadActivityTypes(site: Site, now: EpochSeconds): Promise<ActivityTypeList> {
  const database = getDatabase();
  const waiting = await getUnmappedTypes(database, site.id);
  const mapped = await getMappedTypes(database, site.id);
  return { asOf: toIsoInstant(now), rows: prepareActivityTypes(site, waiting, mapped) };
}

/** Who changed what of a role. Throws NOT_FOUND. */
export async function loadRoleHistory(site: Site, roleId: number, now: EpochSeconds): Promise<RoleHistory> {
  await getRole(getDatabase(), site.id, roleId);
  const rows = await getRoleHistory(getDatabase(), site.id, roleId);
  return { asOf: toIsoInstant(now), rows: prepareHistory(rows) };
}

/** What an edit of a role would do. Throws NOT_FOUND, CONFLICT. */
export function loadRolePreview(
  site: Site,
  what: { roleId: number; order: RolePreviewOrder; isWithPay: boolean },
  now: EpochSeconds,
): Promise<EffectPreview> {
  return previewRole(getDatabase(), { site, ...what, now });
}
