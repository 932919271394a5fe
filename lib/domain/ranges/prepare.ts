import { bestDay, worstDay } from '@/lib/domain/rollups/people';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { ratioForShow, roundedOrNull } from '@/lib/domain/scoring/fraction';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { RangeDayRow } from './queries/get-range-days';
import type { RangePersonPart } from './queries/get-range-people';
import { addPersonSums, changePercent, consistency, type DayPoints, type PersonSums, trendOf } from './rules';
import type { DateRange, RangeDay, RangePersonRow, RangeTotals } from './schema';

/** What the two statements say about one range. */
export type RangeFacts = { range: DayRange; people: readonly RangePersonPart[]; days: readonly RangeDayRow[] };

type Shown = Pick<DateRange, 'totals' | 'days' | 'compared' | 'people'>;

/** Rows of a range, and of the one it is compared with, to what is shown. */
export function prepareRange(facts: RangeFacts, compared: RangeFacts | null): Shown {
  const site = siteOf(facts);
  const before = compared === null ? null : siteOf(compared);
  const personBefore = new Map(before?.people.map((person) => [person.employeeId, person]));
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
    people: site.people.map((person, index) =>
      preparePerson(person, rankAt(site.people, index), personBefore.get(person.employeeId)),
    ),
  };
}

type Person = PersonSums & { employeeId: number; name: string; isArchived: boolean };
type SiteSums = { totals: RangeTotals; days: RangeDay[]; pointsThousandths: number; people: Person[] };

/** Most points first, the parts of each person added up. */
function peopleOf(parts: readonly RangePersonPart[]): Person[] {
  const people = new Map<number, Person>();
  for (const part of parts) {
    const { employee_id: employeeId, name, is_archived: isArchived } = part;
    const known = people.get(employeeId);
    const sums = known === undefined ? sumsOf(part) : addPersonSums(known, sumsOf(part));
    people.set(employeeId, { ...sums, employeeId, name, isArchived });
  }
  return [...people.values()].sort(
    (a, b) => b.pointsHundredths - a.pointsHundredths || b.items - a.items || a.employeeId - b.employeeId,
  );
}

function sumsOf(part: RangePersonPart): PersonSums {
  return {
    daysWorked: part.days_worked,
    items: part.items,
    pointsHundredths: scaledFromDecimal(part.points, 2),
    clockedSeconds: part.clocked_seconds,
    activeSeconds: part.active_seconds,
    clockedItems: part.clocked_items,
    clockedActiveSeconds: part.clocked_active_seconds,
    best: part.best === null ? null : bestDay(part.best),
    worst: part.worst === null ? null : worstDay(part.worst),
    latest: latestDays(part.latest),
  };
}

function siteOf(facts: RangeFacts): SiteSums {
  const { days } = facts;
  const people = peopleOf(facts.people);
  const byDate = [...Map.groupBy(days, (row) => row.score_date)];
  const sum = (rows: readonly RangeDayRow[], part: (row: RangeDayRow) => number) =>
    rows.reduce((total, row) => total + part(row), 0);
  const workOf = (rows: readonly RangeDayRow[]) => ({
    items: sum(rows, (row) => row.items),
    finishedItems: sum(rows, (row) => row.finished_items),
    points: pointsForShow(sum(rows, thousandthsOf)),
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

function preparePerson(person: Person, rank: number, before: Person | undefined): RangePersonRow {
  const { daysWorked, pointsHundredths: points, best, worst } = person;
  return {
    rank,
    employeeId: person.employeeId,
    name: person.name,
    isArchived: person.isArchived,
    daysWorked,
    items: person.items,
    points: points / 100,
    clockedSeconds: person.clockedSeconds,
    activeSeconds: person.activeSeconds,
    itemsPerHour: ratioForShow(person.clockedItems * 3600, person.clockedSeconds, 2),
    efficiency: ratioForShow(person.clockedActiveSeconds, person.clockedSeconds, 4),
    averagePoints: ratioForShow(points, daysWorked * 100, 2),
    best: best === null ? null : { date: best.date, points: best.pointsHundredths / 100 },
    worst: worst === null ? null : { date: worst.date, points: worst.pointsHundredths / 100 },
    consistency: roundedOrNull(
      consistency({
        points,
        daysWorked,
        best: best?.pointsHundredths ?? null,
        worst: worst?.pointsHundredths ?? null,
      }),
      1,
    ),
    trend: trendOf(person.latest.map((day) => day.pointsHundredths)),
    compared:
      before === undefined
        ? null
        : { daysWorked: before.daysWorked, items: before.items, points: before.pointsHundredths / 100 },
    itemsChangePercent: roundedOrNull(changePercent(person.items, before?.items ?? null), 1),
    pointsChangePercent: roundedOrNull(changePercent(points, before?.pointsHundredths ?? null), 1),
  };
}

/** People come by points, so those above with as many share the place of the first of them. */
function rankAt(people: readonly Person[], index: number): number {
  let first = index;
  while (first > 0 && people[first - 1]?.pointsHundredths === people[index]?.pointsHundredths) first -= 1;
  return first + 1;
}

/** `2026-03-05=80.00,2026-03-04=…` */
function latestDays(text: string | null): DayPoints[] {
  if (text === null) return [];
  return text.split(',').map((day) => {
    const [date = '', points = ''] = day.split('=');
    return { date, pointsHundredths: scaledFromDecimal(points, 2) };
  });
}

function thousandthsOf(row: RangeDayRow): number {
  return scaledFromDecimal(row.points, 3);
}

function pointsForShow(thousandths: number): number {
  return Math.floor((thousandths + 5) / 10) / 100;
}
