import { cachedDepartments } from '@/lib/domain/departments/cached-departments';
import { cachedBoard, cachedLiveBoard } from '@/lib/domain/leaderboard/cached-board';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedSourceFacts } from '@/lib/domain/sources/cached-sources';
import { describeError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/**
 * Puts what everybody opens first into the shared cache, through the same policies and queries as the loaders: the boards
 * and departments of today and yesterday, the sources. One that fails does not keep the others from being warmed; when all
 * fail, the error of the first is thrown.
 */
export async function runWarmCache(
  site: Site,
  now: EpochSeconds,
  log: Logger,
): Promise<{ warmed: number; failed: number }> {
  const yesterday = addDays(businessDayOf(site, now), -1);
  const hot: Record<string, () => Promise<unknown>> = {
    'board of today': () => cachedBoard(site, {}, now),
    'board of yesterday': () => cachedBoard(site, { date: yesterday }, now),
    'live board': () => cachedLiveBoard(site, now),
    'departments of today': () => cachedDepartments(site, {}, now),
    'departments of yesterday': () => cachedDepartments(site, { date: yesterday }, now),
    sources: () => cachedSourceFacts(site.id, now),
  };
  const errors: unknown[] = [];
  for (const [what, warm] of Object.entries(hot)) {
    try {
      await warm();
    } catch (error) {
      errors.push(error);
      log.warn({ what, error: describeError(error) }, 'not warmed');
    }
  }
  const count = Object.keys(hot).length;
  if (errors.length === count) throw errors[0];
  return { warmed: count - errors.length, failed: errors.length };
}
