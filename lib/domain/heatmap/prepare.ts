import { departmentColour } from '@/lib/domain/departments/prepare';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { DepartmentHour } from './queries/get-department-hours';
import type { EmployeeHour } from './queries/get-employee-hours';
import type { HourPerson } from './queries/get-hour-people';
import type { HourUnmapped } from './queries/get-hour-unmapped';
import type { UnmappedWork } from './queries/get-unmapped-work';
import type { WeekdayHour } from './queries/get-weekday-hours';
import { addCell, type CellSums, type HourColumn } from './rules';
import type { Heatmap, HeatmapCell, HourPeople } from './schema';

type Row = Heatmap['rows'][number];
type Shown = Pick<Heatmap, 'rows' | 'all'>;
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
  unmapped: UnmappedWork,
  columns: readonly HourColumn[],
): Shown {
  const ofSite: Cells = new Map();
  const all: Cells = new Map();
  const byRole = new Map<number, Cells>();
  for (const row of hours) {
    const part = { ...workOf(row), people: row.people, isPresent: row.present > 0 };
    if (row.role_id === WHOLE_SITE) {
      addCell(ofSite, row.hour, part);
      addCell(all, row.hour, { ...part, items: 0, pointsThousandths: 0 });
    } else {
      addCell(cellsOf(byRole, row.role_id), row.hour, part);
      addCell(all, row.hour, { ...part, people: 0 });
    }
  }
  const rows = [...Map.groupBy(roles, (role) => role.departmentName)].flatMap(([department, own], index): Row[] => {
    const cells: Cells = new Map();
    for (const role of own) {
      for (const [key, part] of byRole.get(role.roleId) ?? []) addCell(cells, key, part);
    }
    if (cells.size === 0 && !own.some((role) => role.isActive)) return [];
    for (const [key, { isPresent }] of ofSite) {
      if (isPresent) addCell(cells, key, { items: 0, pointsThousandths: 0, people: 0, isPresent });
    }
    const head = { key: department, label: department, colour: departmentColour(index), days: null };
    const ids = own.map((role) => role.roleId);
    return [{ ...head, ...lineOf(cells, columns), unmapped: unmappedForShow(unmapped, ids) }];
  });
  return { rows, all: { ...lineOf(all, columns), unmapped: unmappedForShow(unmapped, [...unmapped.keys()]) } };
}

/** A row per person with anything in the range, by name. */
export function prepareEmployeeRows(hours: readonly EmployeeHour[], columns: readonly HourColumn[]): Shown {
  const all: Cells = new Map();
  const rows = [...Map.groupBy(hours, (row) => row.employee_id)].map(([employeeId, own]) => {
    const cells: Cells = new Map();
    for (const row of own) {
      const part = { ...workOf(row), people: row.buckets, isPresent: true };
      addCell(cells, row.hour, part);
      addCell(all, row.hour, part);
    }
    const head = { key: String(employeeId), label: own[0]?.name ?? '', colour: null, days: null };
    return { ...head, ...lineOf(cells, columns), unmapped: null };
  });
  return { rows, all: { ...lineOf(all, columns), unmapped: null } };
}

/** Seven rows from the first day of the site's week: means over the weekday's days with presence. */
export function prepareWeekdayRows(
  hours: readonly WeekdayHour[],
  unmapped: UnmappedWork,
  columns: readonly HourColumn[],
  weekStart: number,
): Shown {
  const daysOf = new Map<number, number>();
  const byWeekday = new Map<number, Cells>();
  const all: Cells = new Map();
  for (const row of hours) {
    if (row.hour === null) daysOf.set(row.weekday, (daysOf.get(row.weekday) ?? 0) + row.days);
    else {
      const part = { ...workOf(row), people: row.people, isPresent: row.present > 0 };
      addCell(cellsOf(byWeekday, row.weekday), row.hour, part);
      addCell(all, row.hour, part);
    }
  }
  const rows = WEEKDAYS.map((_, index) => {
    const weekday = ((weekStart - 1 + index) % 7) + 1;
    const days = daysOf.get(weekday) ?? 0;
    const head = { key: String(weekday), label: WEEKDAYS[weekday - 1] ?? '', colour: null, days };
    const cells = byWeekday.get(weekday) ?? new Map();
    return { ...head, ...lineOf(cells, columns, days), unmapped: unmappedForShow(unmapped, [weekday], days) };
  });
  const allDays = [...daysOf.values()].reduce((sum, days) => sum + days, 0);
  const allUnmapped = unmappedForShow(unmapped, [...unmapped.keys()], allDays);
  return { rows, all: { ...lineOf(all, columns, allDays), unmapped: allUnmapped } };
}

/** Who is behind a cell; `unmapped` null where it is the cell of a person. */
export function prepareHourPeople(
  people: readonly HourPerson[],
  unmapped: HourUnmapped | null,
): Pick<HourPeople, 'total' | 'unmapped' | 'rows'> {
  const [first] = people;
  return {
    total: {
      people: first?.all_people ?? 0,
      ...workForShow(workOf({ items: first?.all_items ?? 0, points: first?.all_points ?? '0' }), 1),
    },
    unmapped: unmapped === null ? null : workForShow(workOf(unmapped), 1),
    rows: people.map((one) => ({
      date: one.score_date,
      start: toIsoInstant(one.hour_start),
      employeeId: one.employee_id,
      name: one.name,
      ...workForShow(workOf(one), 1),
      workSeconds: one.work_seconds,
    })),
  };
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

/** The cells of a row and their sum, which is made before anything is rounded. */
function lineOf(cells: Cells, columns: readonly HourColumn[], days = 1): Pick<Row, 'cells' | 'total'> {
  const total: Cells = new Map();
  for (const cell of cells.values()) addCell(total, 0, cell);
  return {
    cells: columns.map((column) => cellForShow(cells.get(column.key), days)),
    total: cellForShow(total.get(0), days),
  };
}

/** Sums divided by `days`, 2 decimals; null for an hour without anything and for a mean over no days. */
function cellForShow(cell: CellSums | undefined, days: number): HeatmapCell | null {
  if (cell === undefined || days === 0) return null;
  return { ...workForShow(cell, days), people: ratioForShow(cell.people, days, 2) ?? 0 };
}

/** The unmapped work of these roles or weekdays added up; null for a mean over no days. */
function unmappedForShow(unmapped: UnmappedWork, keys: readonly number[], days = 1): Row['unmapped'] {
  if (days === 0) return null;
  const sum = { items: 0, pointsThousandths: 0 };
  for (const key of keys) {
    sum.items += unmapped.get(key)?.items ?? 0;
    sum.pointsThousandths += unmapped.get(key)?.pointsThousandths ?? 0;
  }
  return workForShow(sum, days);
}

function workForShow(sum: { items: number; pointsThousandths: number }, days: number) {
  return {
    items: ratioForShow(sum.items, days, 2) ?? 0,
    points: ratioForShow(sum.pointsThousandths, days * 1000, 2) ?? 0,
  };
}
