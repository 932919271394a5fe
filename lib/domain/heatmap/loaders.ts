import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { HourParams } from '@/lib/domain/rollups/person-hours';
import { readParts } from '@/lib/domain/rollups/read-parts';
import { asDays, offsetsOver } from '@/lib/domain/rollups/rules';
import { localHour } from '@/lib/domain/rollups/spans';
import type { Site } from '@/lib/domain/sites/schema';
import { type AnswerFrame, cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { askedRange } from '@/lib/platform/time/asked-days';
import {
  addDays,
  businessDayInterval,
  businessDayOf,
  type DayRange,
  daysFromTo,
  monthStart,
  nextMonthStart,
  weekdayOf,
} from '@/lib/platform/time/business-day';
import { type EpochSeconds, fromIsoInstant, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';
import type { HeatmapRows } from './columns';
import {
  prepareDepartmentRows,
  prepareEmployeeRows,
  prepareHourPeople,
  prepareHours,
  prepareWeekdayRows,
} from './prepare';
import { getDepartmentHours } from './queries/get-department-hours';
import { getEmployeeHours } from './queries/get-employee-hours';
import { getHourPeople, type HourScope } from './queries/get-hour-people';
import { getHourUnmapped } from './queries/get-hour-unmapped';
import { getUnmappedWork } from './queries/get-unmapped-work';
import { getWeekdayHours } from './queries/get-weekday-hours';
import { dayHoursOf, type HourColumn, hoursOfDay, hoursOfRange } from './rules';
import type { Heatmap, HeatmapQuery, HourPeopleQuery } from './schema';

/** The heat map, for pages and exports. Throws VALIDATION on a bad range. */
export async function loadHeatmap(site: Site, request: HeatmapQuery, now: EpochSeconds): Promise<Heatmap> {
  const { policy, load } = heatmapOf(site, request, now);
  return cachedAnswer<HeatmapBody>(policy, load);
}

/** {@link loadHeatmap} as JSON text. */
export async function loadHeatmapText(site: Site, request: HeatmapQuery, now: EpochSeconds): Promise<string> {
  const { policy, load } = heatmapOf(site, request, now);
  return cachedAnswerText(policy, load);
}

type HeatmapBody = Omit<Heatmap, keyof AnswerFrame>;

function heatmapOf(site: Site, request: HeatmapQuery, now: EpochSeconds) {
  const today = businessDayOf(site, now);
  const to = request.to ?? request.from ?? today;
  const range = askedRange(site, { from: request.from ?? to, to }, now);
  const { by } = request;
  const load = async (): Promise<HeatmapBody> => ({
    source: range.to === range.today ? 'live' : 'stored',
    from: range.from,
    to: range.to,
    by,
    ...(await readHeatmap(site, range, by)),
  });
  return { policy: cachePolicies.heatmap({ siteId: site.id, ...range, by }), load };
}

/**
 * Who is behind a cell of the heat map as JSON text of a {@link HourPeople}. One statement for a person, two else, one
 * more for a department. Throws VALIDATION on a bad range, NOT_FOUND on an unknown department.
 */
export async function loadHourPeopleText(site: Site, request: HourPeopleQuery, now: EpochSeconds): Promise<string> {
  const { from, to, today } = askedRange(site, request, now);
  const { start, hour, department, employeeId, weekday, limit } = request;
  const what = JSON.stringify([start, hour, department, employeeId, weekday, limit]);
  return cachedAnswerText(cachePolicies.hourPeople({ siteId: site.id, from, to, today, what }), async () => {
    const db = getReadDatabase();
    const days = daysFromTo(from, to).filter((day) => weekday === undefined || weekdayOf(day) === weekday);
    const scope: HourScope = {
      siteId: site.id,
      hours:
        start === undefined
          ? dayHoursOf(site, days, hour ?? 0)
          : days.map((day) => ({ day, start: fromIsoInstant(start) })),
      roleIds: department === undefined ? null : await roleIdsOf(site, to, department),
      employeeId: employeeId ?? null,
    };
    const [people, unmapped] = await Promise.all([
      getHourPeople(db, scope, limit),
      employeeId === undefined ? getHourUnmapped(db, scope, weekday !== undefined) : null,
    ]);
    return { source: to === today ? 'live' : 'stored', from, to, ...prepareHourPeople(people, unmapped) };
  });
}

async function roleIdsOf(site: Site, day: IsoDay, department: string): Promise<number[]> {
  const roles = await getRolesOnDay(getReadDatabase(), site.id, day);
  const ids = roles.filter((role) => role.departmentName === department).map((role) => role.roleId);
  if (ids.length === 0) throw new AppError('NOT_FOUND', `There is no department "${department}" at ${site.name}.`);
  return ids;
}

type Shown = Pick<Heatmap, 'hours' | 'rows' | 'all'>;
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
    return readHours(site, range, by, { siteId: site.id, parts: asDays(range), hourOf }, columnsOf);
  }
  // Days around the range may be taken away from its months.
  const offsets = offsetsOver(site, monthStart(from), addDays(nextMonthStart(to), -1));
  const hourOf = (hourStart: SQL) => localHour(hourStart, offsets);
  const columnsOf: ColumnsOf = () => hoursOfRange(site);
  return readParts(getReadDatabase(), site, range, { canSubtract: by === 'employee' }, (parts) =>
    readHours(site, range, by, { siteId: site.id, parts, hourOf }, columnsOf),
  );
}

/** One statement, two for weekdays, three for departments. */
async function readHours(
  site: Site,
  { from, to }: DayRange,
  by: HeatmapRows,
  params: HourParams,
  columnsOf: ColumnsOf,
): Promise<Shown> {
  const db = getReadDatabase();
  switch (by) {
    case 'department': {
      const [roles, hours, unmapped] = await Promise.all([
        getRolesOnDay(db, site.id, to),
        getDepartmentHours(db, params),
        getUnmappedWork(db, { siteId: site.id, from, to, by: 'role' }),
      ]);
      const columns = columnsOf(hours);
      return { hours: prepareHours(columns), ...prepareDepartmentRows(roles, hours, unmapped, columns) };
    }
    case 'employee': {
      const hours = await getEmployeeHours(db, params);
      const columns = columnsOf(hours);
      return { hours: prepareHours(columns), ...prepareEmployeeRows(hours, columns) };
    }
    case 'weekday': {
      const [hours, unmapped] = await Promise.all([
        getWeekdayHours(db, params),
        getUnmappedWork(db, { siteId: site.id, from, to, by: 'weekday' }),
      ]);
      const columns = columnsOf([]);
      return { hours: prepareHours(columns), ...prepareWeekdayRows(hours, unmapped, columns, site.weekStart) };
    }
  }
}
