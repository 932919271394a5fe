import { departmentColour } from '@/lib/domain/departments/prepare';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { DepartmentHour } from './queries/get-department-hours';
import type { EmployeeHour } from './queries/get-employee-hours';
import type { WeekdayHour } from './queries/get-weekday-hours';
import { addCell, type CellSums, type HourColumn } from './rules';
import type { Heatmap, HeatmapCell } from './schema';

type Row = Heatmap['rows'][number];
type Cells = Map<number, CellSums>;

/** Role 0 of the hour totals. */
const WHOLE_SITE = 0;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function prepareHours(columns: readonly HourColumn[]): Heatmap['hours'] {
  return columns.map(({ start, localHour, localMinute }) => ({
    start: toIsoInstantOrNull(start),
    label: `${String(localHour).padStart(2, '0')}:${String(localMinute).padStart(2, '0')}`,
  }));
}

/**
 * A row per department in flow order: active ones and those with work. Presence is known of the site only, so an hour in
 * which anybody was there is 0 for a department without items, and null when nobody was.
 */
export function prepareDepartmentRows(
  roles: readonly { roleId: number; departmentName: string; isActive: boolean }[],
  hours: readonly DepartmentHour[],
  columns: readonly HourColumn[],
): Row[] {
  const ofSite: Cells = new Map();
  const byRole = new Map<number, Cells>();
  for (const row of hours) {
    const isSite = row.role_id === WHOLE_SITE;
    const cells = isSite ? ofSite : cellsOf(byRole, row.role_id);
    addCell(cells, row.hour, { ...workOf(row), people: row.people, isPresent: row.present > 0 });
  }
  return [...Map.groupBy(roles, (role) => role.departmentName)].flatMap(([department, own], index): Row[] => {
    const cells: Cells = new Map();
    for (const role of own) {
      for (const [key, part] of byRole.get(role.roleId) ?? []) addCell(cells, key, part);
    }
    if (cells.size === 0 && !own.some((role) => role.isActive)) return [];
    for (const [key, { isPresent }] of ofSite) {
      if (isPresent) addCell(cells, key, { items: 0, pointsThousandths: 0, people: 0, isPresent });
    }
    const shown = columns.map((column) => cellForShow(cells.get(column.key)));
    return [{ key: department, label: department, colour: departmentColour(index), days: null, cells: shown }];
  });
}

/** A row per person with anything in the range, by name. */
export function prepareEmployeeRows(hours: readonly EmployeeHour[], columns: readonly HourColumn[]): Row[] {
  return [...Map.groupBy(hours, (row) => row.employee_id)].map(([employeeId, own]) => {
    const cells: Cells = new Map();
    for (const row of own) {
      addCell(cells, row.hour, { ...workOf(row), people: row.buckets, isPresent: true });
    }
    return {
      key: String(employeeId),
      label: own[0]?.name ?? '',
      colour: null,
      days: null,
      cells: columns.map((column) => cellForShow(cells.get(column.key))),
    };
  });
}

/** Seven rows from the first day of the site's week: means over the weekday's days with presence. */
export function prepareWeekdayRows(
  hours: readonly WeekdayHour[],
  columns: readonly HourColumn[],
  weekStart: number,
): Row[] {
  const daysOf = new Map<number, number>();
  const byWeekday = new Map<number, Cells>();
  for (const row of hours) {
    if (row.hour === null) daysOf.set(row.weekday, (daysOf.get(row.weekday) ?? 0) + row.days);
    else {
      const part = { ...workOf(row), people: row.people, isPresent: row.present > 0 };
      addCell(cellsOf(byWeekday, row.weekday), row.hour, part);
    }
  }
  return WEEKDAYS.map((_, index) => {
    const weekday = ((weekStart - 1 + index) % 7) + 1;
    const days = daysOf.get(weekday) ?? 0;
    const cells = byWeekday.get(weekday);
    return {
      key: String(weekday),
      label: WEEKDAYS[weekday - 1] ?? '',
      colour: null,
      days,
      cells: columns.map((column) => cellForShow(cells?.get(column.key), days)),
    };
  });
}

function cellsOf<Key>(rows: Map<Key, Cells>, key: Key): Cells {
  let cells = rows.get(key);
  if (cells === undefined) {
    cells = new Map();
    rows.set(key, cells);
  }
  return cells;
}

function workOf(row: { items: number; points: string }): { items: number; pointsThousandths: number } {
  return { items: row.items, pointsThousandths: scaledInteger(row.points, 3) };
}

/** Sums divided by `days`, 2 decimals; null for an hour without anything and for a mean over no days. */
function cellForShow(cell: CellSums | undefined, days = 1): HeatmapCell | null {
  if (cell === undefined || days === 0) return null;
  return {
    items: ratioForShow(cell.items, days, 2) ?? 0,
    points: ratioForShow(cell.pointsThousandths, days * 1000, 2) ?? 0,
    people: ratioForShow(cell.people, days, 2) ?? 0,
  };
}
