import { getDatabase } from '@/lib/db/handles';
import { previewRole } from '@/lib/domain/previews/preview-role';
import type { EffectPreview } from '@/lib/domain/previews/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareDepartments, prepareHistory } from './prepare';
import { getRoleHistory } from './queries/get-role-history';
import { getRole, getRoles } from './queries/get-roles';
import type { DepartmentList, RoleHistory, RolePreviewOrder } from './schema';

/** All roles of a site with all their versions. Not cached: whoever edits must see what is there. */
export async function loadDepartmentList(site: Site, now: EpochSeconds): Promise<DepartmentList> {
  const { roles, versions } = await getRoles(getDatabase(), site.id);
  const today = businessDayOf(site, now);
  return { asOf: toIsoInstant(now), today, rows: prepareDepartments(roles, versions, today) };
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
