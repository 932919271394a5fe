import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getBreaksOf, getPeriodsOf } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import type { DayFacts } from '@/lib/domain/scoring/types';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { askedDay, askedRange } from '@/lib/platform/time/asked-days';
import { addDays, businessDayInterval, businessDayOf, type InstantRange } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import { prepareActive, prepareClockDay } from './prepare';
import { prepareClockFeed } from './prepare-feed';
import { getPeopleNames } from './queries/get-people-names';
import { getSiteClock } from './queries/get-site-clock';
import { getUnlinkedPeriods } from './queries/get-unlinked-periods';
import type {
  ActivePeople,
  ClockFeed,
  ClockFeedQuery,
  ClockRangeQuery,
  ClockTimesOfDay,
  ClockTimesOfPerson,
} from './schema';

/** A run of periods can move a day's edge; this many days to each side decide about a day, as for the scorer. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 2;
/** Nothing open now began longer ago: twice the longest an open period may count. */
const OPEN_SECONDS_BACK = 4 * 86_400;
const DEFAULT_DAYS = 14;

/** The clock of everybody on a business day, by first clock-in; raw facts. Throws VALIDATION on a day in the future. */
export async function loadClockTimes(
  site: Site,
  request: { date?: IsoDay },
  now: EpochSeconds,
): Promise<ClockTimesOfDay> {
  const { day: date, today } = askedDay(site, request.date, now);
  return cachedAnswer(cachePolicies.clockStatus(site.id, `day/${date}`), async () => {
    const db = getReadDatabase();
    const [clock, unlinked] = await Promise.all([
      readSiteClock(site, around(site, date, date)),
      getUnlinkedPeriods(db, site.id, businessDayInterval(site, date)),
    ]);
    const shown = [...clock].flatMap(([employeeId, days]) => {
      const facts = days.get(date);
      return facts === undefined || facts.periods.length + facts.breaks.length === 0 ? [] : [{ employeeId, facts }];
    });
    const names = await getPeopleNames(
      db,
      site.id,
      shown.map((one) => one.employeeId),
    );
    return {
      source: date === today ? ('live' as const) : ('stored' as const),
      date,
      rows: shown
        .map(({ employeeId, facts }) => ({
          employeeId,
          name: names.get(employeeId) ?? '',
          ...prepareClockDay(facts, now),
        }))
        .sort(
          (a, b) =>
            compareText(a.periods[0]?.clockIn ?? '', b.periods[0]?.clockIn ?? '') || a.employeeId - b.employeeId,
        ),
      unlinked: unlinked.map((row) => ({
        periodId: row.id,
        identityId: row.identity_id,
        source: row.source,
        name: row.external_name ?? row.external_id,
        clockIn: toIsoInstant(row.clock_in),
        clockOut: toIsoInstantOrNull(row.clock_out),
      })),
    };
  });
}

/** Who came, went and had a break on a day, newest first; raw facts. Throws VALIDATION on a day in the future. */
export async function loadClockFeed(site: Site, query: ClockFeedQuery, now: EpochSeconds): Promise<ClockFeed> {
  const { rows, unlinked: _, ...frame } = await loadClockTimes(site, query, now);
  const events = prepareClockFeed(rows, now);
  return { ...frame, total: events.length, rows: events.slice(0, query.limit) };
}

/** Who is clocked in now, on a break or not, longest first; raw facts. */
export async function loadActivePeople(site: Site, now: EpochSeconds): Promise<ActivePeople> {
  return cachedAnswer(cachePolicies.clockStatus(site.id, 'active'), async () => {
    const clock = await readSiteClock(site, { start: now - OPEN_SECONDS_BACK, end: now + 1 });
    const rows = [...clock].flatMap(([employeeId, days]) => {
      const active = [...days.values()].flatMap((facts) => prepareActive(facts, now) ?? []).at(-1);
      return active === undefined ? [] : [{ employeeId, ...active }];
    });
    const names = await getPeopleNames(
      getReadDatabase(),
      site.id,
      rows.map((row) => row.employeeId),
    );
    return {
      source: 'live' as const,
      rows: rows
        .map((row) => ({ ...row, name: names.get(row.employeeId) ?? '' }))
        .sort((a, b) => compareText(a.firstClockIn, b.firstClockIn) || a.employeeId - b.employeeId),
    };
  });
}

/** A person's clock over days, newest first; raw facts. Throws NOT_FOUND, VALIDATION on a bad range. */
export async function loadClockTimesOfPerson(
  site: Site,
  employeeId: number,
  request: ClockRangeQuery,
  now: EpochSeconds,
): Promise<ClockTimesOfPerson> {
  const db = getReadDatabase();
  const asked = request.to ?? businessDayOf(site, now);
  const { from, to, today } = askedRange(
    site,
    { from: request.from ?? addDays(asked, 1 - DEFAULT_DAYS), to: asked },
    now,
  );
  const name = (await getPeopleNames(db, site.id, [employeeId])).get(employeeId);
  if (name === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const range = around(site, from, to);
  const [periods, breaks] = await Promise.all([
    getPeriodsOf(db, [employeeId], range),
    getBreaksOf(db, [employeeId], range),
  ]);
  const days = assignFacts({ calendar: site, settings: site.settings, periods, breaks, activities: [] });
  const rows = [...days.keys()]
    .filter((date) => from <= date && date <= to)
    .sort()
    .reverse()
    .map((date) => ({ date, ...prepareClockDay(factsOfDay(days, date), now) }))
    .filter((row) => row.periods.length + row.breaks.length > 0);
  return {
    asOf: toIsoInstant(now),
    state: 'live',
    source: to === today ? 'live' : 'stored',
    employeeId,
    name,
    from,
    to,
    rows,
  };
}

function around(site: Site, from: IsoDay, to: IsoDay): InstantRange {
  return {
    start: businessDayInterval(site, addDays(from, -DAYS_BEFORE)).start,
    end: businessDayInterval(site, addDays(to, DAYS_AFTER)).end,
  };
}

/** Everybody's periods and breaks of the range by business day. */
async function readSiteClock(site: Site, range: InstantRange): Promise<Map<number, Map<IsoDay, DayFacts>>> {
  const rows = await getSiteClock(getReadDatabase(), site.id, range);
  return new Map(
    [...Map.groupBy(rows, (row) => row.employee_id)].map(([employeeId, own]) => [
      employeeId,
      assignFacts({
        calendar: site,
        settings: site.settings,
        periods: own.flatMap((row) =>
          row.kind === 'period' ? [{ id: row.id, clockIn: row.started_at, clockOut: row.ended_at }] : [],
        ),
        breaks: own.flatMap((row) =>
          row.kind === 'break' ? [{ id: row.id, start: row.started_at, end: row.ended_at, isPaid: row.is_paid }] : [],
        ),
        activities: [],
      }),
    ]),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
