import { prepareBoardDepartments } from '@/lib/domain/leaderboard/prepare-departments';
import { thousandthsForShow } from '@/lib/domain/leaderboard/rules';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { ratioForShow, roundedOrNull } from '@/lib/domain/scoring/fraction';
import type { DayRange } from '@/lib/platform/time/business-day';
import { addPeople, type PersonPart } from './person-sums';
import type { RangeDayRow } from './queries/get-range-days';
import type { RangeDepartments } from './queries/get-range-departments';
import { changePercent, consistency, trendOf } from './rules';
import type { DateRange, RangeDay, RangePersonRow, RangeTotals } from './schema';

/** What the two statements say about one range. */
export type RangeFacts = { range: DayRange; people: readonly PersonPart[]; days: readonly RangeDayRow[] };

type Shown = Pick<DateRange, 'totals' | 'days' | 'compared' | 'departments' | 'people'>;
type RankedPerson = { person: PersonPart; rank: number };

/** Rows of a range, of the one it is compared with and of its departments to what is shown; null: not asked for. */
export function prepareRange(facts: RangeFacts, compared: RangeFacts | null, work: RangeDepartments | null): Shown {
  const site = siteOf(facts);
  const before = compared === null ? null : siteOf(compared);
  const personBefore = new Map(
    before?.people.map((person, index): [number, RankedPerson] => [
      person.employeeId,
      { person, rank: rankAt(before.people, index) },
    ]),
  );
  const shown = new Set(site.people.map((person) => person.employeeId));
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
    people: site.people.map((person, index) => ({
      ...preparePerson(person, rankAt(site.people, index), personBefore.get(person.employeeId)),
      breakdown: parts?.breakdownOf(person.employeeId) ?? null,
    })),
  };
}

type SiteSums = { totals: RangeTotals; days: RangeDay[]; pointsThousandths: number; people: PersonPart[] };

function siteOf(facts: RangeFacts): SiteSums {
  const { days } = facts;
  const people = addPeople(facts.people);
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
    people,
  };
}

function preparePerson(
  person: PersonPart,
  rank: number,
  before: RankedPerson | undefined,
): Omit<RangePersonRow, 'breakdown'> {
  const { daysWorked, pointsThousandths: points, best, worst } = person;
  return {
    rank,
    employeeId: person.employeeId,
    name: person.name,
    isArchived: person.isArchived,
    daysWorked,
    items: person.items,
    points: thousandthsForShow(points),
    clockedSeconds: person.clockedSeconds,
    activeSeconds: person.activeSeconds,
    itemsPerHour: ratioForShow(person.clockedItems * 3600, person.clockedSeconds, 2),
    efficiency: ratioForShow(person.clockedActiveSeconds, person.clockedSeconds, 4),
    averagePoints: ratioForShow(points, daysWorked * 1000, 2),
    best: best === null ? null : { date: best.date, points: thousandthsForShow(best.pointsThousandths) },
    worst: worst === null ? null : { date: worst.date, points: thousandthsForShow(worst.pointsThousandths) },
    consistency: roundedOrNull(
      consistency({
        points,
        daysWorked,
        best: best?.pointsThousandths ?? null,
        worst: worst?.pointsThousandths ?? null,
      }),
      1,
    ),
    trend: trendOf(person.latest.map((day) => day.pointsThousandths)),
    compared:
      before === undefined
        ? null
        : {
            rank: before.rank,
            daysWorked: before.person.daysWorked,
            items: before.person.items,
            points: thousandthsForShow(before.person.pointsThousandths),
          },
    itemsChangePercent: roundedOrNull(changePercent(person.items, before?.person.items ?? null), 1),
    pointsChangePercent: roundedOrNull(changePercent(points, before?.person.pointsThousandths ?? null), 1),
  };
}

/** People come by points, so those above with as many share the place of the first of them. */
function rankAt(people: readonly PersonPart[], index: number): number {
  let first = index;
  while (first > 0 && people[first - 1]?.pointsThousandths === people[index]?.pointsThousandths) first -= 1;
  return first + 1;
}

function thousandthsOf(row: RangeDayRow): number {
  return scaledFromDecimal(row.points, 3);
}
