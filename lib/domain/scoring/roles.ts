import type { IsoDay } from '@/lib/platform/time/instant';
import { scaledFromDecimal } from './exact';
import type { Activity, RoleOnDay, RolesOnDay } from './types';

/** An activity names a role that the caller did not pass to the scorer. */
export class MissingRoleError extends Error {
  constructor(activity: Activity) {
    super(`Activity ${activity.id} has role ${activity.roleId}, which was not given: pass all roles of the site`);
    this.name = 'MissingRoleError';
  }
}

/** The role of an activity, null while its activity_type has none. Throws MissingRoleError when `roles` lacks it. */
export function roleOf(activity: Activity, roles: RolesOnDay): RoleOnDay | null {
  if (activity.roleId === null) return null;
  const role = roles.get(activity.roleId);
  if (role === undefined) throw new MissingRoleError(activity);
  return role;
}

/** Flow order, then id. */
export function byFlowOrder(a: RoleOnDay, b: RoleOnDay): number {
  return a.flowOrder - b.flowOrder || a.roleId - b.roleId;
}

/**
 * The dated values of a role that count on `day`: the latest `validFrom` not after it, else the earliest version
 * (domain.md 1). Undefined without any version.
 */
export function versionOn<T extends { validFrom: IsoDay }>(versions: readonly T[], day: IsoDay): T | undefined {
  let earliest: T | undefined;
  let current: T | undefined;
  for (const version of versions) {
    if (earliest === undefined || version.validFrom < earliest.validFrom) earliest = version;
    if (version.validFrom <= day && (current === undefined || version.validFrom > current.validFrom)) current = version;
  }
  return current ?? earliest;
}

/** Monthly target points of a day's primary role, as text; null without role or target. */
export function monthlyTargetOf(primaryRoleId: number | null | undefined, roles: RolesOnDay): string | null {
  return primaryRoleId == null ? null : (roles.get(primaryRoleId)?.monthlyTargetPoints ?? null);
}

/** A role and one of its versions; decimals as text. */
export type RoleVersionRow = Omit<RoleOnDay, 'multiplierThousandths' | 'expectedPerHourThousandths'> & {
  validFrom: IsoDay;
  multiplier: string;
  expectedPerHour: string;
};

/** The roles with their values of a day, out of all versions of all roles; each day is worked out once. */
export function rolesByDay(rows: readonly RoleVersionRow[]): (day: IsoDay) => RolesOnDay {
  const byRole = Map.groupBy(rows, (row) => row.roleId);
  const known = new Map<IsoDay, RolesOnDay>();
  return (day) => {
    let roles = known.get(day);
    if (roles === undefined) {
      const current = [...byRole.values()].flatMap((versions) => versionOn(versions, day) ?? []);
      roles = new Map(
        current.map(({ validFrom: _, multiplier, expectedPerHour, ...role }) => [
          role.roleId,
          {
            ...role,
            multiplierThousandths: scaledFromDecimal(multiplier, 3),
            expectedPerHourThousandths: scaledFromDecimal(expectedPerHour, 3),
          },
        ]),
      );
      known.set(day, roles);
    }
    return roles;
  };
}
