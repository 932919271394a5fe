import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { readParts } from '@/lib/domain/rollups/read-parts';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { askedRange } from '@/lib/platform/time/asked-days';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { departmentDays, personPartOf, personPartOfDay } from './person-sums';
import { prepareRange, type RangeFacts } from './prepare';
import { getDepartmentRange } from './queries/get-department-range';
import { getDepartmentUnmapped } from './queries/get-department-unmapped';
import { getRangeDays } from './queries/get-range-days';
import { getRangeDepartments } from './queries/get-range-departments';
import { getRangePeople } from './queries/get-range-people';
import { comparedRange } from './rules';
import type { DateRange, DateRangeQuery } from './schema';

/**
 * A range with its comparison as JSON text of a `DateRange`. Reads derived rows only: two statements, four with a
 * comparison, one more for departments, and up to two more for each long range. Throws VALIDATION on a bad range,
 * NOT_FOUND on an unknown department.
 */
export async function loadDateRangeText(site: Site, request: DateRangeQuery, now: EpochSeconds): Promise<string> {
  const { policy, load } = rangeRead(site, request, now);
  return cachedAnswerText(policy, load);
}

/** {@link loadDateRangeText} as a value, for pages. */
export async function loadDateRange(site: Site, request: DateRangeQuery, now: EpochSeconds): Promise<DateRange> {
  const { policy, load } = rangeRead(site, request, now);
  return cachedAnswer(policy, load);
}

function rangeRead(site: Site, request: DateRangeQuery, now: EpochSeconds) {
  const { from, to, today } = askedRange(site, request, now);
  const { compare, breakdown, department = null } = request;
  const other = comparedRange({ from, to }, compare);
  const what = { compare, breakdown, department };
  const read = (range: DayRange) =>
    department === null ? readRange(site, range) : readDepartment(site.id, range, department);
  return {
    policy: cachePolicies.dateRange({ siteId: site.id, from, to, firstRead: other?.from, today, ...what }),
    load: async (): Promise<Omit<DateRange, 'asOf' | 'state'>> => {
      const [facts, compared, work] = await Promise.all([
        read({ from, to }),
        other === null ? null : read(other),
        breakdown === 'none' && department === null
          ? null
          : getRangeDepartments(getReadDatabase(), { siteId: site.id, from, to }),
      ]);
      if (department !== null && work?.roles.some((role) => role.department_name === department) !== true) {
        throw new AppError('NOT_FOUND', `There is no department "${department}" at ${site.name}.`);
      }
      const shown = prepareRange(facts, compared, breakdown === 'none' ? null : work);
      return { source: to === today ? 'live' : 'stored', from, to, compare, department, ...shown };
    },
  };
}

function readRange(site: Site, range: DayRange): Promise<RangeFacts> {
  const db = getReadDatabase();
  return readParts(db, site, range, { canSubtract: false }, async (parts) => {
    const params = { siteId: site.id, parts };
    const [people, days] = await Promise.all([getRangePeople(db, params), getRangeDays(db, params)]);
    return { range, people: people.map(personPartOf), days };
  });
}

/** Sums of months know no departments of a person by points: read day by day. */
async function readDepartment(siteId: number, range: DayRange, department: string): Promise<RangeFacts> {
  const db = getReadDatabase();
  const params = { siteId, ...range, department };
  const [work, unmapped] = await Promise.all([getDepartmentRange(db, params), getDepartmentUnmapped(db, params)]);
  return { range, people: work.map(personPartOfDay), days: departmentDays(work, unmapped) };
}
