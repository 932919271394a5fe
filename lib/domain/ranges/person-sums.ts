import { bestDay, worstDay } from '@/lib/domain/rollups/people';
import { decimalFromScaled, scaledFromDecimal } from '@/lib/domain/scoring/exact';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { DepartmentPersonDay } from './queries/get-department-range';
import type { DepartmentUnmapped } from './queries/get-department-unmapped';
import type { RangeDayRow } from './queries/get-range-days';
import type { RangePersonPart } from './queries/get-range-people';
import { addPersonSums, type DayPoints, type PersonSums } from './rules';

/** A person with what is added up of some days. */
export type PersonPart = PersonSums & { employeeId: number; name: string; isArchived: boolean };

/** Sums as they are stored. */
export function personPartOf(part: RangePersonPart): PersonPart {
  const inThousandths = (day: { date: IsoDay; pointsHundredths: number }) => ({
    date: day.date,
    pointsThousandths: day.pointsHundredths * 10,
  });
  return {
    employeeId: part.employee_id,
    name: part.name,
    isArchived: part.is_archived,
    daysWorked: part.days_worked,
    items: part.items,
    pointsThousandths: scaledFromDecimal(part.points, 3),
    clockedSeconds: part.clocked_seconds,
    activeSeconds: part.active_seconds,
    clockedItems: part.clocked_items,
    clockedActiveSeconds: part.clocked_active_seconds,
    best: part.best === null ? null : inThousandths(bestDay(part.best)),
    worst: part.worst === null ? null : inThousandths(worstDay(part.worst)),
    latest: latestDays(part.latest),
  };
}

/** A day in a department as sums over one day: points and items of it, time of the whole day. */
export function personPartOfDay(day: DepartmentPersonDay): PersonPart {
  const isWorked = day.activity_count > 0;
  const isClocked = day.clocked_seconds > 0;
  const pointsThousandths = scaledFromDecimal(day.points, 3);
  const points = isWorked ? { date: day.score_date, pointsThousandths } : null;
  return {
    employeeId: day.employee_id,
    name: day.name,
    isArchived: day.is_archived,
    daysWorked: isWorked ? 1 : 0,
    items: day.items,
    pointsThousandths,
    clockedSeconds: day.clocked_seconds,
    activeSeconds: day.active_seconds,
    clockedItems: isClocked ? day.day_items : 0,
    clockedActiveSeconds: isClocked ? day.active_seconds : 0,
    best: points,
    worst: points,
    latest: points === null ? [] : [points],
  };
}

/** Most points first, the parts of each person added up. */
export function addPeople(parts: readonly PersonPart[]): PersonPart[] {
  const people = new Map<number, PersonPart>();
  for (const part of parts) {
    const { employeeId, name, isArchived } = part;
    const known = people.get(employeeId);
    people.set(
      employeeId,
      known === undefined ? part : { ...addPersonSums(known, part), employeeId, name, isArchived },
    );
  }
  return [...people.values()].sort(
    (a, b) => b.pointsThousandths - a.pointsThousandths || b.items - a.items || a.employeeId - b.employeeId,
  );
}

/** What a department did on each day, as the rows of a site's days. */
export function departmentDays(
  work: readonly DepartmentPersonDay[],
  unmapped: readonly DepartmentUnmapped[],
): RangeDayRow[] {
  const days = [...Map.groupBy(work, (row) => row.score_date)].map(([date, rows]): RangeDayRow => {
    const sum = (part: (row: DepartmentPersonDay) => number) => rows.reduce((total, row) => total + part(row), 0);
    return {
      score_date: date,
      kind: 'people',
      people: rows.length,
      items: sum((row) => row.items),
      finished_items: sum((row) => row.finished_items),
      points: decimalFromScaled(
        sum((row) => scaledFromDecimal(row.points, 3)),
        3,
      ),
      clocked_seconds: sum((row) => row.clocked_seconds),
      active_seconds: sum((row) => row.active_seconds),
      clocked_active_seconds: sum((row) => (row.clocked_seconds > 0 ? row.active_seconds : 0)),
    };
  });
  const ofNobody = unmapped.map(
    (row): RangeDayRow => ({
      ...row,
      kind: 'unmapped',
      people: 0,
      clocked_seconds: 0,
      active_seconds: 0,
      clocked_active_seconds: 0,
    }),
  );
  return [...days, ...ofNobody].sort((a, b) => (a.score_date < b.score_date ? -1 : 1));
}

/** `2026-03-05=80.00,2026-03-04=…` */
function latestDays(text: string | null): DayPoints[] {
  if (text === null) return [];
  return text.split(',').map((day) => {
    const [date = '', points = ''] = day.split('=');
    return { date, pointsThousandths: scaledFromDecimal(points, 3) };
  });
}
