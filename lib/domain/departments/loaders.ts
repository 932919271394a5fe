import 'server-only';
import type { Site } from '@/lib/domain/sites/schema';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { cachedDepartments, type DayRequest } from './cached-departments';
import type { DepartmentBattle, DepartmentStats } from './schema';

/** The departments of a day in flow order. Throws VALIDATION on a day in the future. */
export async function loadDepartmentStats(
  site: Site,
  request: DayRequest,
  now: EpochSeconds,
): Promise<DepartmentStats> {
  const {
    frame,
    day: { battle: _, ...stats },
  } = await cachedDepartments(site, request, now);
  return { ...frame, ...stats };
}

/** The departments of a day by points. Throws VALIDATION on a day in the future. */
export async function loadDepartmentBattle(
  site: Site,
  request: DayRequest,
  now: EpochSeconds,
): Promise<DepartmentBattle> {
  const { frame, day } = await cachedDepartments(site, request, now);
  return { ...frame, rows: day.battle };
}
