import * as z from 'zod';
import { departmentColour } from '@/lib/domain/departments/prepare';
import type { UnmappedType } from '@/lib/domain/flags/queries/get-unmapped-types';
import { versionOn } from '@/lib/domain/scoring/roles';
import { revisionOf } from '@/lib/platform/revision/revision';
import { businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import { type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { shownRole, shownVersion } from './mutations';
import type { getRoleHistory } from './queries/get-role-history';
import type { RoleRow } from './queries/get-roles';
import type { StoredVersion } from './rules';
import type { ActivityTypeList, DepartmentList, RoleHistory } from './schema';

/** Roles in flow order with their versions, the latest first, and which of them counts today. */
export function prepareDepartments(
  roles: readonly RoleRow[],
  versions: readonly StoredVersion[],
  today: IsoDay,
): DepartmentList['rows'] {
  const byRole = Map.groupBy(versions, ({ roleId }) => roleId);
  return roles.map(({ siteId: _, ...role }, index) => {
    const own = byRole.get(role.id) ?? [];
    const current = versionOn(own, today);
    return {
      ...role,
      colour: departmentColour(index),
      revision: revisionOf(shownRole({ ...role, siteId: 0 })),
      versions: [...own]
        .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
        .map((version) => ({
          validFrom: version.validFrom,
          multiplier: Number(version.multiplier),
          expectedPerHour: Number(version.expectedPerHour),
          idleThresholdMinutes: version.idleThresholdMinutes,
          monthlyTargetPoints: version.monthlyTargetPoints === null ? null : Number(version.monthlyTargetPoints),
          revision: revisionOf(shownVersion(version)),
          isCurrent: version === current,
        })),
    };
  });
}

/** Types without a role first; a type that is mapped and still has windows without a role is shown as mapped. */
export function prepareActivityTypes(
  site: SiteCalendar,
  waiting: readonly UnmappedType[],
  mapped: readonly { activityType: string; roleId: number }[],
): ActivityTypeList['rows'] {
  const known = new Set(mapped.map(({ activityType }) => activityType));
  return [
    ...waiting
      .filter(({ activityType }) => !known.has(activityType))
      .map(({ activityType, windows, items, firstStart, lastStart }) => ({
        activityType,
        roleId: null,
        waiting: { windows, items, firstDay: businessDayOf(site, firstStart), lastDay: businessDayOf(site, lastStart) },
      })),
    ...mapped.map((one) => ({ ...one, waiting: null })),
  ];
}

const values = z.record(z.string(), z.unknown()).nullable();
const OTHER_ACTORS = {
  user: 'Somebody',
  api_key: 'An API key',
  system: 'The hub',
  shell: 'The server',
  screen: 'A screen',
};

export function prepareHistory(rows: Awaited<ReturnType<typeof getRoleHistory>>): RoleHistory['rows'] {
  return rows.map(({ id, occurredAt, actorType, actorName, action, before, after }) => ({
    id,
    at: toIsoInstant(occurredAt),
    by: actorName ?? OTHER_ACTORS[actorType],
    action,
    before: values.parse(before),
    after: values.parse(after),
  }));
}
