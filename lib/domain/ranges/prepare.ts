import { prepareBoardDepartments } from '@/lib/domain/leaderboard/prepare-departments';
import { scaledInteger, thousandthsForShow } from '@/lib/domain/leaderboard/rules';
import { ratioForShow, roundedOrNull } from '@/lib/domain/scoring/fraction';
import { addDays, type DayRange } from '@/lib/platform/time/business-day';
import type { RangeDayRow } from './queries/get-range-days';
import type { RangeDepartments } from './queries/get-range-departments';
import { DAY_ROOM, type RangePerson } from './queries/get-range-people';
import { changePercent, consistency, trendOf } from './rules';
import type { DateRange, RangeDay, RangePersonRow, RangeTotals } from './schema';

/** What the two statements say about one range. */
export type RangeFacts = { range: DayRange; people: readonly RangePerson[]; days: readonly RangeDayRow[] };

type Shown = Pick<DateRange, 'totals' | 'days' | 'compared' | 'departments' | 'people'>;
type RankedPerson = { row: RangePerson; rank: number };

/** Rows of a range, of the one it is compared with and of its departments to what is shown; null: not asked for. */
export function prepareRange(facts: RangeFacts, compared: RangeFacts | null, work: RangeDepartments | null): Shown {
  const site = siteOf(facts);
  const before = compared === null ? null : siteOf(compared);
  const personBefore = new Map(
    compared?.people.map((row, index): [number, RankedPerson] => [
      row.employee_id,
      { row, rank: rankAt(compared.people, index) },
    ]),
  );
  const shown = new Set(facts.people.map((person) => person.employee_id));
  const parts = work === null ? null : prepareBoardDepartments(work.roles, work.work, (id) => shown.has(id));
  const change = (part: (totals: RangeTotals) => number, other: RangeTotals) =>
    roundedOrNull(changePercent(part(site.totals), part(other)), 1);
  return {
    totals: site.totals,
    days: site.days,
    compared:
      compared === null || before === null
        ? null
        : {
            ...compared.range,
            totals: before.totals,
            days: before.days,
            itemsChangePercent: change((one) => one.items, before.totals),
            finishedItemsChangePercent: change((one) => one.finishedItems, before.totals),
            pointsChangePercent: roundedOrNull(changePercent(site.pointsThousandths, before.pointsThousandths), 1),
            clockedSecondsChangePercent: change((one) => one.clockedSeconds, before.totals),
          },
    departments: parts?.departments ?? null,
    people: facts.people.map((person, index) => ({
      ...preparePerson(person, facts.range, rankAt(facts.people, index), personBefore.get(person.employee_id)),
      breakdown: parts?.breakdownOf(person.employee_id) ?? null,
    })),
  };
}

type SiteSums = { totals: RangeTotals; days: RangeDay[]; pointsThousandths: number };

function siteOf({ people, days }: RangeFacts): SiteSums {
  const byDate = [...Map.groupBy(days, (row) => row.score_date)];
  const sum = (rows: readonly RangeDayRow[], part: (row: RangeDayRow) => number) =>
    rows.reduce((total, row) => total + part(row), 0);
  const workOf = (rows: readonly RangeDayRow[]) => ({
    items: sum(rows, (row) => row.items),
    finishedItems: sum(rows, (row) => row.finished_items),
    points: thousandthsForShow(sum(rows, thousandthsOf)),
    unmappedItems: sum(rows, (row) => (row.kind === 'unmapped' ? row.items : 0)),
    clockedSeconds: sum(rows, (row) => row.clocked_seconds),
    activeSeconds: sum(rows, (row) => row.active_seconds),
  });
  const activeOfClocked = sum(days, (row) => row.clocked_active_seconds);
  const totals = {
    people: people.length,
    days: byDate.length,
    ...workOf(days),
    utilizationPercent: ratioForShow(
      activeOfClocked * 100,
      sum(days, (row) => row.clocked_seconds),
      2,
    ),
  };
  return {
    totals,
    days: byDate.map(([date, rows]) => ({ date, people: sum(rows, (row) => row.people), ...workOf(rows) })),
    pointsThousandths: sum(days, thousandthsOf),
  };
}

function preparePerson(
  person: RangePerson,
  range: DayRange,
  rank: number,
  before: RankedPerson | undefined,
): Omit<RangePersonRow, 'breakdown'> {
  const points = scaledInteger(person.points, 3);
  const best = dayBehind(person.best, (days) => addDays(range.to, -days));
  const worst = dayBehind(person.worst, (days) => addDays(range.from, days));
  const latest = person.latest === null ? [] : person.latest.split(',').map((text) => scaledInteger(text, 3));
  const pointsBefore = before === undefined ? null : scaledInteger(before.row.points, 3);
  return {
    rank,
    employeeId: person.employee_id,
    name: person.name,
    isArchived: person.is_archived,
    daysWorked: person.days_worked,
    items: person.items,
    points: thousandthsForShow(points),
    clockedSeconds: person.clocked_seconds,
    activeSeconds: person.active_seconds,
    itemsPerHour: ratioForShow(person.clocked_items * 3600, person.clocked_seconds, 2),
    efficiency: ratioForShow(person.clocked_active_seconds, person.clocked_seconds, 4),
    averagePoints: ratioForShow(points, person.days_worked * 1000, 2),
    best: best === null ? null : { date: best.date, points: thousandthsForShow(best.points) },
    worst: worst === null ? null : { date: worst.date, points: thousandthsForShow(worst.points) },
    consistency: roundedOrNull(
      consistency({
        points,
        daysWorked: person.days_worked,
        best: best?.points ?? null,
        worst: worst?.points ?? null,
      }),
      1,
    ),
    trend: trendOf(latest),
    compared:
      before === undefined || pointsBefore === null
        ? null
        : {
            rank: before.rank,
            daysWorked: before.row.days_worked,
            items: before.row.items,
            points: thousandthsForShow(pointsBefore),
          },
    itemsChangePercent: roundedOrNull(changePercent(person.items, before?.row.items ?? null), 1),
    pointsChangePercent: roundedOrNull(changePercent(points, pointsBefore), 1),
  };
}

/** People come by points, so those above with as many share the place of the first of them. */
function rankAt(people: readonly RangePerson[], index: number): number {
  let first = index;
  while (first > 0 && people[first - 1]?.points === people[index]?.points) first -= 1;
  return first + 1;
}

/** Takes points (in thousandths) and day apart, which the statement put into one number. */
function dayBehind(text: string | null, dateOf: (days: number) => string): { date: string; points: number } | null {
  if (text === null) return null;
  const number = scaledInteger(text.replace(/\.0+$/, ''), 0);
  const days = number % (DAY_ROOM / 1000);
  return { date: dateOf(days), points: (number - days) / (DAY_ROOM / 1000) };
}

function thousandthsOf(row: RangeDayRow): number {
  return scaledInteger(row.points, 3);
}
