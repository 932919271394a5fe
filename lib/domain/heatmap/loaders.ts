import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { HourParams } from '@/lib/domain/rollups/person-hours';
import { readParts } from '@/lib/domain/rollups/read-parts';
import { asDays, offsetsOver } from '@/lib/domain/rollups/rules';
import { localHour } from '@/lib/domain/rollups/spans';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedRange } from '@/lib/platform/time/asked-days';
import {
  addDays,
  businessDayInterval,
  businessDayOf,
  type DayRange,
  monthStart,
  nextMonthStart,
} from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';
import { prepareDepartmentRows, prepareEmployeeRows, prepareHours, prepareWeekdayRows } from './prepare';
import { getDepartmentHours } from './queries/get-department-hours';
import { getEmployeeHours } from './queries/get-employee-hours';
import { getWeekdayHours } from './queries/get-weekday-hours';
import { type HourColumn, hoursOfDay, hoursOfRange } from './rules';
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

type Shown = Pick<Heatmap, 'hours' | 'rows'>;
type ColumnsOf = (rows: readonly { hour: number }[]) => HourColumn[];

/** One day has a column for each of its real hours, a range for each hour of the local day; of weekdays a day is a range. */
function readHeatmap(site: Site, range: DayRange, by: HeatmapRows): Promise<Shown> {
  const { from, to } = range;
  if (from === to && by !== 'weekday') {
    const start = toSqlInstant(businessDayInterval(site, from).start);
    const hourOf = (hourStart: SQL) => sql`TIMESTAMPDIFF(SECOND, ${start}, ${hourStart})`;
    const columnsOf: ColumnsOf = (rows) =>
      hoursOfDay(
        site,
        from,
        rows.map((row) => row.hour),
      );
    return readHours(site, to, by, { siteId: site.id, parts: asDays(range), hourOf }, columnsOf);
  }
  // Days around the range may be taken away from its months.
  const offsets = offsetsOver(site, monthStart(from), addDays(nextMonthStart(to), -1));
  const hourOf = (hourStart: SQL) => localHour(hourStart, offsets);
  const columnsOf: ColumnsOf = () => hoursOfRange(site);
  return readParts(getReadDatabase(), site, range, { canSubtract: by === 'employee' }, (parts) =>
    readHours(site, to, by, { siteId: site.id, parts, hourOf }, columnsOf),
  );
}

/** One statement, two for departments. */
async function readHours(
  site: Site,
  to: IsoDay,
  by: HeatmapRows,
  params: HourParams,
  columnsOf: ColumnsOf,
): Promise<Shown> {
  const db = getReadDatabase();
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
      const columns = columnsOf([]);
      return { hours: prepareHours(columns), rows: prepareWeekdayRows(hours, columns, site.weekStart) };
    }
  }
}
