import 'server-only';
import { cache } from 'react';
import * as z from 'zod';
import { getDatabase, getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareCalendarDay, prepareDepartmentNames, prepareListed, prepareMapping, prepareStats } from './prepare';
import { preparePersonDay } from './prepare-person-day';
import { getEmployee } from './queries/get-employee';
import { getEmployeeCalendar } from './queries/get-employee-calendar';
import { getEmployeeDayRoles } from './queries/get-employee-day-roles';
import { getEmployeeDays } from './queries/get-employee-days';
import { getEmployeeIdentities } from './queries/get-employee-identities';
import { getEmployees } from './queries/get-employees';
import { readPersonDay } from './read-person-day';
import { CALENDAR_DAYS, TREND_DAYS } from './rules';
import {
  type EmployeeCalendar,
  type EmployeeCalendarQuery,
  type EmployeeList,
  type EmployeeMapping,
  type EmployeeStats,
  type EmployeesQuery,
  employeeParams,
  type PersonDay,
} from './schema';

const FOUND_ROWS = 20;
const LISTED_ROWS = 100;
/** A run of clock periods can reach this many days past the day it belongs to (domain.md 2). */
const OPEN_DAYS_BACK = 2;
const cursorKey = z.tuple([z.string().max(191), z.number().int().min(0)]);

type DayRequest = { date?: IsoDay };

/**
 * A page of the site's people by name. Not cached: it is two small reads, and people expect to find whom they just
 * added. Throws VALIDATION on a day in the future or a bad cursor.
 */
export async function loadEmployees(site: Site, request: EmployeesQuery, now: EpochSeconds): Promise<EmployeeList> {
  const { day: date, today } = askedDay(site, request.date, now);
  const search = request.q === '' ? null : request.q;
  const limit = request.limit ?? (search === null ? LISTED_ROWS : FOUND_ROWS);
  const [name, id] = request.cursor === undefined ? [] : decodeCursor(cursorKey, request.cursor);
  const db = getReadDatabase();
  const [rows, roles] = await Promise.all([
    getEmployees(db, {
      siteId: site.id,
      date,
      openDays: daysFromTo(addDays(today, -OPEN_DAYS_BACK), today),
      search,
      status: request.status,
      department: request.department ?? null,
      after: name === undefined || id === undefined ? null : { name, id },
      limit: limit + 1,
    }),
    getRolesOnDay(db, site.id, date),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: date === today ? 'live' : 'stored',
    date,
    departments: prepareDepartmentNames(roles),
    rows: page.map((row) => prepareListed(row, now)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.name, last.id]) : null,
  };
}

/** The person of a page by the id in its address, looked up once per page; null when the site has none. */
export const loadPagePerson = cache(
  async (siteId: number, id: string): Promise<{ employeeId: number; name: string } | null> => {
    const asked = employeeParams.safeParse({ id });
    const employee = asked.success ? await getEmployee(getReadDatabase(), siteId, asked.data.id) : undefined;
    return employee === undefined ? null : { employeeId: employee.id, name: employee.name };
  },
);

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

/** Which of a person's days qualify for a streak (domain.md 5). Throws NOT_FOUND, VALIDATION on a bad range. */
export async function loadEmployeeCalendar(
  site: Site,
  employeeId: number,
  request: EmployeeCalendarQuery,
  now: EpochSeconds,
): Promise<EmployeeCalendar> {
  const asked = request.to ?? businessDayOf(site, now);
  const { from, to, today } = askedRange(
    site,
    { from: request.from ?? addDays(asked, 1 - CALENDAR_DAYS), to: asked },
    now,
  );
  const policy = cachePolicies.employeeCalendar({ siteId: site.id, from, to, today, employeeId });
  return cachedAnswer(policy, async () => {
    const db = getReadDatabase();
    const [employee, days] = await Promise.all([
      getEmployee(db, site.id, employeeId),
      getEmployeeCalendar(db, { siteId: site.id, employeeId, from, to }),
    ]);
    if (employee === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
    const { targetDaysPerMonth } = site.settings;
    return {
      source: to === today ? ('live' as const) : ('stored' as const),
      employeeId,
      from,
      to,
      days: days.map((row) => prepareCalendarDay(row, targetDaysPerMonth)),
    };
  });
}

/** The logins that are linked to a person. Not cached and from the primary: who changed them must see it. Throws NOT_FOUND. */
export async function loadEmployeeMapping(site: Site, employeeId: number, now: EpochSeconds): Promise<EmployeeMapping> {
  const db = getDatabase();
  const [employee, identities] = await Promise.all([
    getEmployee(db, site.id, employeeId),
    getEmployeeIdentities(db, site.id, employeeId),
  ]);
  if (employee === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  return { asOf: toIsoInstant(now), source: 'live', ...prepareMapping(employeeId, identities) };
}
