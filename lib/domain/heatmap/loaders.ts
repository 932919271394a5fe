import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedRange } from '@/lib/platform/time/asked-days';
import { businessDayInterval, businessDayOf, type DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { hourKey } from './hour-key';
import { prepareDepartmentRows, prepareEmployeeRows, prepareHours, prepareWeekdayRows } from './prepare';
import { getDepartmentHours } from './queries/get-department-hours';
import { getEmployeeHours } from './queries/get-employee-hours';
import { getWeekdayHours } from './queries/get-weekday-hours';
import { hoursOfDay, hoursOfRange, offsetsOver } from './rules';
import type { Heatmap, HeatmapQuery, HeatmapRows } from './schema';

/** The heat map as JSON text of a {@link Heatmap}. Throws VALIDATION on a bad range. */
export async function loadHeatmapText(site: Site, request: HeatmapQuery, now: EpochSeconds): Promise<string> {
  const today = businessDayOf(site, now);
  const to = request.to ?? request.from ?? today;
  const range = askedRange(site, { from: request.from ?? to, to }, now);
  const { by } = request;
  return cachedAnswerText(cachePolicies.heatmap({ siteId: site.id, ...range, by }), async () => ({
    source: range.to === range.today ? 'live' : 'stored',
    from: range.from,
    to: range.to,
    by,
    ...(await readHeatmap(site, range, by)),
  }));
}

/** One statement, two for departments. Of weekdays also one day is shown by local hour, as one of many. */
async function readHeatmap(
  site: Site,
  { from, to }: DayRange,
  by: HeatmapRows,
): Promise<Pick<Heatmap, 'hours' | 'rows'>> {
  const db = getReadDatabase();
  const isOneDay = from === to && by !== 'weekday';
  const columnsOf = (rows: readonly { hour: number }[]) =>
    isOneDay
      ? hoursOfDay(
          site,
          from,
          rows.map((row) => row.hour),
        )
      : hoursOfRange(site);
  const params = {
    siteId: site.id,
    from,
    to,
    hourKey: hourKey(
      isOneDay ? { dayStart: businessDayInterval(site, from).start } : { offsets: offsetsOver(site, from, to) },
    ),
  };
  switch (by) {
    case 'department': {
      const [roles, hours] = await Promise.all([getRolesOnDay(db, site.id, to), getDepartmentHours(db, params)]);
      const columns = columnsOf(hours);
      return { hours: prepareHours(columns), rows: prepareDepartmentRows(roles, hours, columns) };
    }
    case 'employee': {
      const hours = await getEmployeeHours(db, params);
      const columns = columnsOf(hours);
      return { hours: prepareHours(columns), rows: prepareEmployeeRows(hours, columns) };
    }
    case 'weekday': {
      const hours = await getWeekdayHours(db, params);
      const columns = hoursOfRange(site);
      return { hours: prepareHours(columns), rows: prepareWeekdayRows(hours, columns, site.weekStart) };
    }
  }
}
