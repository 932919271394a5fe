import { domainError } from './http-reply';
import type { Activity, ConnecteamUser, TimeClock } from './model';
import { renderBreak, renderShift, renderTimeOff } from './render';
import type { ApiCall, ApiResult, Route } from './route';
import { getTimesheet } from './timesheet-endpoint';
import { addDays, startOfDay } from './zone';

const CLOCK = '/time-clock/v1/time-clocks/:clockId';
const access = { method: 'GET', scope: 'time_clock.read', hub: 'operations' } as const;

/** `/time-clock/v1` (connecteam-api.md 7.4 to 7.7). Nothing here is paged: limit and offset are ignored. */
export const timeClockRoutes: Route[] = [
  { ...access, pattern: '/time-clock/v1/time-clocks', handle: listClocks },
  { ...access, pattern: `${CLOCK}/time-activities`, handle: listTimeActivities },
  { ...access, pattern: `${CLOCK}/timesheet`, handle: (call) => getTimesheet(call, knownClock(call)) },
  { ...access, pattern: `${CLOCK}/manual-breaks`, handle: listBreakTypes },
  { ...access, pattern: `${CLOCK}/shift-attachments`, handle: listShiftAttachments },
];

function listClocks({ world }: ApiCall): ApiResult {
  return {
    data: { timeClocks: [...world.clocks.values()].map(({ id, name, isArchived }) => ({ id, name, isArchived })) },
  };
}

function listBreakTypes(call: ApiCall): ApiResult {
  const clock = knownClock(call);
  return { data: { manualBreaks: clock.breakTypes, areManualBreaksEnabled: clock.areManualBreaksEnabled } };
}

function listShiftAttachments(call: ApiCall): ApiResult {
  return { data: { shiftAttachments: knownClock(call).shiftAttachments } };
}

/** @throws ApiError 400 `time clock id doesn't exist` */
function knownClock({ world, params, path }: ApiCall): TimeClock {
  const clock = world.clocks.get(Number(params.clockId));
  if (!clock) throw domainError(400, path, "time clock id doesn't exist", 1004);
  return clock;
}

function listTimeActivities(call: ApiCall): ApiResult {
  const { world, query } = call;
  const { startDate, endDate } = query.dates({ days: 92, reading: world.modes.rangeCap });
  const userIds = query.ints('userIds', { min: 1 });
  const jobIds = query.strings('jobIds');
  const breakTypeIds = query.strings('manualBreakIds');
  const policyTypeIds = query.strings('policyTypeIds');
  const kinds = query.strings('activityTypes');
  query.check();
  const clock = knownClock(call);

  const zone = world.modes.dayZone === 'utc' ? 'UTC' : clock.timezone;
  const range = {
    from: startOfDay(startDate, zone),
    until: startOfDay(world.modes.endDate === 'inclusive' ? addDays(endDate, 1) : endDate, zone),
  };
  const isWanted = (activity: Activity) =>
    activity.clockId === clock.id &&
    activity.visibleFrom <= world.now() &&
    isInRange(activity, range, world.modes.activityMatch, world.now()) &&
    (kinds === null || kinds.has(activity.kind)) &&
    isOfWantedType(activity, { jobIds, breakTypeIds, policyTypeIds });

  const people = listedPeople(call, clock, userIds).sort((a, b) => a.userId - b.userId);
  const timeActivitiesByUsers = people.map((user) => {
    const isEmptied = user.isArchived && world.modes.archivedPeople === 'listed_empty';
    const rows = isEmptied ? [] : world.activitiesOf(user.userId).filter(isWanted);
    rows.sort((a, b) => a.start.timestamp - b.start.timestamp);
    return {
      userId: user.userId,
      shifts: rows.flatMap((row) => (row.kind === 'shift' ? [renderShift(world, row)] : [])),
      manualBreaks: rows.flatMap((row) => (row.kind === 'manual_break' ? [renderBreak(world, row)] : [])),
      timeOffs: rows.flatMap((row) => (row.kind === 'time_off' ? [renderTimeOff(world, row)] : [])),
    };
  });
  return { data: { timeActivitiesByUsers } };
}

/** Everybody assigned to the clock, with or without rows; others by mode. */
function listedPeople({ world }: ApiCall, clock: TimeClock, userIds: Set<number> | null): ConnecteamUser[] {
  return [...world.users.values()].filter((user) => {
    if (user.isArchived && world.modes.archivedPeople === 'hidden') return false;
    const isAssigned = clock.userIds.has(user.userId);
    if (userIds !== null) return isAssigned && userIds.has(user.userId);
    if (isAssigned) return true;
    const hasHistory = world.activitiesOf(user.userId).some((activity) => activity.clockId === clock.id);
    return world.modes.unassignedPeople === 'shown' && hasHistory;
  });
}

/** Half-open [from, until): by the start alone, or by any overlap, an open row reaching to the present. */
export function isInRange(
  activity: Pick<Activity, 'start' | 'end'>,
  range: { from: number; until: number },
  match: 'start_day' | 'overlap',
  now: number,
): boolean {
  const start = activity.start.timestamp;
  if (start >= range.until) return false;
  if (start >= range.from) return true;
  return match === 'overlap' && (activity.end?.timestamp ?? now) > range.from;
}

/** Each filter speaks about its own kind of row only. */
function isOfWantedType(
  activity: Activity,
  wanted: { jobIds: Set<string> | null; breakTypeIds: Set<string> | null; policyTypeIds: Set<string> | null },
): boolean {
  if (activity.kind === 'shift') {
    return wanted.jobIds === null || (activity.jobId !== null && wanted.jobIds.has(activity.jobId));
  }
  if (activity.kind === 'manual_break') {
    return wanted.breakTypeIds === null || wanted.breakTypeIds.has(activity.manualBreakId);
  }
  return wanted.policyTypeIds === null || wanted.policyTypeIds.has(activity.policyTypeId);
}
