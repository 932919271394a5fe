import { AppError } from '@/lib/platform/errors/errors';
import type { IsoDay } from '@/lib/platform/time/instant';

/** The day from which the first values of a site or a role count: before any fact there can be. */
export const BEGINNING: IsoDay = '2000-01-01';

/** The dated values of a role as they are stored; decimals as text. */
export type StoredVersion = {
  roleId: number;
  validFrom: IsoDay;
  multiplier: string;
  expectedPerHour: string;
  idleThresholdMinutes: number;
  monthlyTargetPoints: string | null;
};

/** The versions of a role after one was set, in place of the one of the same day. */
export function withVersion(versions: readonly StoredVersion[], version: StoredVersion): StoredVersion[] {
  return [...versions.filter((one) => one.validFrom !== version.validFrom), version];
}

/** The versions of a role after one was taken away. Throws NOT_FOUND, CONFLICT for the only one. */
export function withoutVersion(versions: readonly StoredVersion[], validFrom: IsoDay): StoredVersion[] {
  const rest = versions.filter((one) => one.validFrom !== validFrom);
  if (rest.length === versions.length) throw new AppError('NOT_FOUND', 'The role has no version from that day.');
  if (rest.length === 0) throw new AppError('CONFLICT', 'A role needs at least one version.');
  return rest;
}

/** Whether both mean the same for the days they decide about. */
export function isSameVersion(a: StoredVersion | null, b: StoredVersion | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.multiplier === b.multiplier &&
    a.expectedPerHour === b.expectedPerHour &&
    a.idleThresholdMinutes === b.idleThresholdMinutes &&
    a.monthlyTargetPoints === b.monthlyTargetPoints
  );
}
