import { type Fraction, rounded, roundedOrNull, subtract, whole } from '@/lib/domain/scoring/fraction';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { DepartmentColours, Flow, PresentPerson } from './facts';
import type { HourRow } from './queries/get-hourly-work';
import type { MoveRow } from './queries/get-moves';
import {
  type DepartmentFlow,
  forecastOf,
  isInOutput,
  isJammedHour,
  type MoveCandidate,
  type QueueForecast,
  rateOf,
  skillPerHour,
} from './rules';
import {
  type FlowBody,
  type FlowDepartment,
  type FlowHistoryBody,
  type FlowPeopleBody,
  type MoveSuggestion,
  moveEffect,
  type StoredMove,
} from './schema';
import type { WorkerAtRole } from './workers-at';

export type FlowView = {
  flow: Flow;
  primary: DepartmentFlow | undefined;
  candidates: readonly MoveCandidate[];
  moves: readonly MoveRow[];
  queueLimit: number;
};

/** What the flow page shows. */
export function prepareFlow(view: FlowView): FlowBody {
  const { flow, primary } = view;
  const names = flow.roleNames;
  return {
    date: flow.today,
    source: 'live',
    clockedIn: flow.present.length,
    onBreak: flow.present.filter((one) => one.isOnBreak).length,
    queueLimit: view.queueLimit,
    departments: flow.departments.map((one) => prepareDepartment(one, names, flow.colours)),
    primary: primary === undefined ? null : nameOf(names, primary.roleId),
    suggestions:
      primary === undefined ? [] : view.candidates.map((one) => prepareSuggestion(one, primary, view, names)),
    moves: view.moves.map((move) => prepareMove(move, names)),
  };
}

type Names = ReadonlyMap<number, string>;

/** A role belongs to its site and is never deleted: it cannot be missing. */
function nameOf(names: Names, roleId: number): string {
  return names.get(roleId) ?? '';
}

function prepareDepartment(one: DepartmentFlow, names: Names, colours: DepartmentColours): FlowDepartment {
  const department = nameOf(names, one.roleId);
  return {
    department,
    colour: colours.get(department) ?? 1,
    status: one.status,
    severity: one.severity,
    cause: causeOf(one, department),
    workers: one.workers,
    output: one.output,
    rate: one.rate,
    inRate: one.inRate,
    growth: one.growth,
    queue: one.queue,
    itemsToday: one.itemsToday,
    minutesSinceLastScan: one.minutesSinceLastScan,
    forecast: prepareForecast(one.forecast),
  };
}

/** Why a department is critical or warning, said about the process. */
function causeOf(one: DepartmentFlow, department: string): string | null {
  const people = `${one.workers} ${one.workers === 1 ? 'person' : 'people'}`;
  switch (one.status) {
    case 'stopped':
      return `Nobody is at ${department} any more, the last scan was ${one.minutesSinceLastScan} min ago.`;
    case 'inefficient':
      return `${department} makes ${one.rate} items an hour with ${people}.`;
    case 'critical':
    case 'warning':
      if (one.rate === 0) return `No scans at ${department} for 30 min or more, with ${people} there.`;
      return `${department} gets ${one.inRate} items an hour and makes ${one.rate}: ${one.growth} more are waiting every hour.`;
    default:
      return null;
  }
}

function prepareForecast(forecast: QueueForecast | null) {
  return forecast === null ? null : { hours: rounded(forecast.hours, 2), isSoon: forecast.isSoon };
}

function prepareSuggestion(
  { employeeId, fromRoleId, skill }: MoveCandidate,
  needed: DepartmentFlow,
  { flow, queueLimit }: FlowView,
  names: Names,
): MoveSuggestion {
  const [from, to] = [nameOf(names, fromRoleId), nameOf(names, needed.roleId)];
  const place = flow.departments.findIndex((one) => one.roleId === fromRoleId);
  const isDirectlyBefore = flow.departments[place + 1]?.roleId === needed.roleId;
  const itemsPerHour = skillPerHour(skill);
  let growth: Fraction | null = null;
  if (needed.growth !== null && itemsPerHour !== null) {
    // Who leaves the department before also stops feeding this one.
    const less = isDirectlyBefore ? ownRate(flow, employeeId, fromRoleId) : 0;
    growth = subtract(whole(needed.growth - less), itemsPerHour);
  }
  const stays = (flow.departments[place]?.workers ?? 1) - 1;
  const made =
    itemsPerHour === null
      ? `No work at ${to} in the last 28 days`
      : `${rounded(itemsPerHour, 1)} items an hour at ${to} in the last 28 days`;
  return {
    employeeId,
    name: flow.present.find((one) => one.employeeId === employeeId)?.name ?? '',
    from,
    to,
    itemsPerHour: roundedOrNull(itemsPerHour, 2),
    reason: `${made}; ${from} keeps ${stays} ${stays === 1 ? 'person' : 'people'}.`,
    expected: {
      growth: roundedOrNull(growth, 2),
      forecast: growth === null ? null : prepareForecast(forecastOf(needed.queue, growth, queueLimit)),
    },
  };
}

/** Items per hour that a person makes in a role now. */
function ownRate(flow: Flow, employeeId: number, roleId: number): number {
  const own = flow.recent.filter(
    (work) => work.employeeId === employeeId && work.roleId === roleId && isInOutput(work, flow.now),
  );
  return rateOf(own.reduce((sum, work) => sum + work.items, 0));
}

function prepareMove(move: MoveRow, names: Names): StoredMove {
  return {
    id: move.id,
    employeeId: move.employeeId,
    name: move.name,
    from: move.fromRoleId === null ? null : nameOf(names, move.fromRoleId),
    to: nameOf(names, move.toRoleId),
    movedBy: move.movedBy,
    movedAt: toIsoInstant(move.movedAt),
    measuredAt: toIsoInstantOrNull(move.measuredAt),
    effect: move.effect === null ? null : moveEffect.parse(move.effect),
  };
}

/** Who works in a department now, by name. */
export function prepareFlowPeople(
  workers: readonly WorkerAtRole[],
  present: readonly PresentPerson[],
  names: ReadonlyMap<string, string>,
  now: EpochSeconds,
): FlowPeopleBody['people'] {
  const presentById = new Map(present.map((one) => [one.employeeId, one]));
  return workers.map(({ worker, employeeId, items, lastScanAt }) => {
    const here = employeeId === null ? undefined : presentById.get(employeeId);
    const atSite = here === undefined ? 'left' : here.isOnBreak ? 'on-break' : 'working';
    return {
      employeeId,
      name: names.get(worker) ?? '',
      items,
      minutesSinceLastScan: Math.floor((now - lastScanAt) / 60),
      state: employeeId === null ? 'unlinked' : atSite,
    };
  });
}

/** People and items per hour and department, marked where the department before made much more (domain.md 8). */
export function prepareFlowHistory(
  roles: readonly { roleId: number; departmentName: string }[],
  colours: DepartmentColours,
  hours: readonly EpochSeconds[],
  rows: readonly HourRow[],
): FlowHistoryBody {
  const cells = new Map<string, { items: number; people: number; unmappedItems: number }>();
  const keyOf = (roleId: number, hour: EpochSeconds) => `${roleId}/${hour}`;
  for (const row of rows) {
    const key = keyOf(row.role_id, row.hour_start);
    const cell = cells.get(key) ?? { items: 0, people: 0, unmappedItems: 0 };
    cell.items += row.items;
    cell.people += row.people;
    if (row.kind === 'unmapped') cell.unmappedItems += row.items;
    cells.set(key, cell);
  }
  const nothing = { items: 0, people: 0, unmappedItems: 0 };
  return {
    source: 'live',
    hours: hours.map(toIsoInstant),
    departments: roles.map(({ roleId, departmentName }, index) => {
      const before = roles[index - 1];
      const shown = hours.map((hour) => {
        const cell = cells.get(keyOf(roleId, hour)) ?? nothing;
        const itemsBefore = before === undefined ? null : (cells.get(keyOf(before.roleId, hour))?.items ?? 0);
        return { ...cell, isMarked: isJammedHour(itemsBefore, cell.items) };
      });
      return {
        department: departmentName,
        colour: colours.get(departmentName) ?? 1,
        cells: shown,
        markedHours: shown.filter((cell) => cell.isMarked).length,
      };
    }),
  };
}
