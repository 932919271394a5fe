import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay } from '@/lib/platform/time/asked-days';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareBattle, prepareDepartments, siteEfficiencyPercent, sumsOfDepartments } from './prepare';
import { getDayDepartments } from './queries/get-day-departments';
import type { DepartmentBattle, DepartmentStats } from './schema';

export type DayRequest = { date?: IsoDay };
type Day = Pick<DepartmentStats, 'siteEfficiencyPercent' | 'items' | 'points' | 'rows'> & {
  battle: DepartmentBattle['rows'];
};

/** A day's departments as the cache holds them: one value serves all answers. Throws VALIDATION on a day in the future. */
export async function cachedDepartments(site: Site, request: DayRequest, now: EpochSeconds) {
  const { day: date, today } = askedDay(site, request.date, now);
  const when = date < today ? 'past' : 'today';
  const cached = await cachedLoad(cachePolicies.departments({ siteId: site.id, date, when }), () =>
    readDay(site.id, date),
  );
  const source: DepartmentStats['source'] = date === today ? 'live' : 'stored';
  return { frame: { asOf: toIsoInstant(cached.asOf), state: cached.state, source, date }, day: cached.data };
}

async function readDay(siteId: number, date: IsoDay): Promise<Day> {
  const sums = sumsOfDepartments(await getDayDepartments(getReadDatabase(), siteId, date));
  const points = sums.reduce((sum, one) => sum + one.pointsThousandths, 0);
  return {
    siteEfficiencyPercent: siteEfficiencyPercent(sums),
    items: sums.reduce((sum, one) => sum + one.items, 0),
    points: Math.floor((points + 5) / 10) / 100,
    rows: prepareDepartments(sums),
    battle: prepareBattle(sums),
  };
}
