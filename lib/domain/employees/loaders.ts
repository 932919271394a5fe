import 'server-only';
import * as z from 'zod';
import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { askedDay } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareListed, prepareStats } from './prepare';
import { preparePersonDay } from './prepare-person-day';
import { getEmployee } from './queries/get-employee';
import { getEmployeeDayRoles } from './queries/get-employee-day-roles';
import { getEmployeeDays } from './queries/get-employee-days';
import { getEmployees } from './queries/get-employees';
import { readPersonDay } from './read-person-day';
import type { EmployeeList, EmployeeStats, EmployeesQuery, PersonDay } from './schema';

const FOUND_ROWS = 20;
const LISTED_ROWS = 100;
const TREND_DAYS = 28;
const cursorKey = z.tuple([z.string().max(191), z.number().int().min(0)]);

type DayRequest = { date?: IsoDay };

/** A page of the site's people by name. Not cached: it is one small read, and people expect to find whom they just added. */
export async function loadEmployees(site: Site, request: EmployeesQuery, now: EpochSeconds): Promise<EmployeeList> {
  const search = request.q === '' ? null : request.q;
  const limit = request.limit ?? (search === null ? LISTED_ROWS : FOUND_ROWS);
  const [name, id] = request.cursor === undefined ? [] : decodeCursor(cursorKey, request.cursor);
  const rows = await getEmployees(getReadDatabase(), {
    siteId: site.id,
    today: businessDayOf(site, now),
    search,
    status: request.status,
    after: name === undefined || id === undefined ? null : { name, id },
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map((row) => prepareListed(row, now)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.name, last.id]) : null,
  };
}

/** A person's figures of a day and the days before it; derived rows only. Throws NOT_FOUND, VALIDATION. */
export async function loadEmployeeStats(
  site: Site,
  employeeId: number,
  request: DayRequest,
  now: EpochSeconds,
): Promise<EmployeeStats> {
  const { day: date, today } = askedDay(site, request.date, now);
  const from = addDays(date, 1 - TREND_DAYS);
  const policy = cachePolicies.employeeStats({ siteId: site.id, from, to: date, today, employeeId });
  return cachedAnswer(policy, async () => {
    const db = getReadDatabase();
    const [employee, days, roles] = await Promise.all([
      getEmployee(db, site.id, employeeId),
      getEmployeeDays(db, { siteId: site.id, employeeId, from, to: date }),
      getEmployeeDayRoles(db, site.id, employeeId, date),
    ]);
    if (employee === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
    const { targetDaysPerMonth } = site.settings;
    return {
      source: date === today ? ('live' as const) : ('stored' as const),
      ...prepareStats({ employee, date, isToday: date === today, days, roles, targetDaysPerMonth }),
    };
  });
}

/**
 * The facts of a person-day and how its score comes about. Not cached: whoever looks at it wants to know what is true
 * now. Throws NOT_FOUND, VALIDATION on a day in the future.
 */
export async function loadPersonDay(
  site: Site,
  employeeId: number,
  request: DayRequest,
  now: EpochSeconds,
): Promise<PersonDay> {
  const { day: date, today } = askedDay(site, request.date, now);
  const read = await readPersonDay(getReadDatabase(), site, employeeId, date, now);
  return { source: date === today ? 'live' : 'stored', ...preparePersonDay(read) };
}
