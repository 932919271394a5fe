import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import type { ClockEvent, ClockTimesOfDay } from './schema';

/** As far apart may a punch and a break be that are one and the same event (domain.md 3: a break fits a period). */
const SAME_EVENT_SECONDS = 60;

type PersonClock = Pick<ClockTimesOfDay['rows'][number], 'employeeId' | 'name' | 'periods' | 'breaks'>;
type Moment = Pick<ClockEvent, 'kind'> & { at: EpochSeconds };

/**
 * What happened at the time clock until `now`, newest first. Some sources close the period for the time of a break: going on
 * a break is then no leaving, and coming back from it no arrival. Who leaves from a break left.
 */
export function prepareClockFeed(people: readonly PersonClock[], now: EpochSeconds): ClockEvent[] {
  return people
    .flatMap(({ employeeId, name, ...clock }) => momentsOf(clock).map((moment) => ({ employeeId, name, ...moment })))
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at || ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind) || a.employeeId - b.employeeId)
    .map(({ at, ...event }) => ({ ...event, at: toIsoInstant(at) }));
}

/** How events of one second follow each other. */
const ORDER: readonly ClockEvent['kind'][] = ['in', 'break_end', 'break_start', 'out'];

function momentsOf({ periods, breaks }: Pick<PersonClock, 'periods' | 'breaks'>): Moment[] {
  const ins = periods.map(({ clockIn }) => fromIsoInstant(clockIn));
  const outs = periods.flatMap(({ clockOut }) => (clockOut === null ? [] : [fromIsoInstant(clockOut)]));
  const starts = breaks.map(({ start }) => fromIsoInstant(start));
  const ends = breaks.flatMap(({ end }) => (end === null ? [] : [fromIsoInstant(end)]));
  const moments = (kind: Moment['kind'], times: readonly EpochSeconds[]) => times.map((at) => ({ kind, at }));
  return [
    ...moments('in', without(ins, ends)),
    ...moments('out', without(outs, starts)),
    ...moments('break_start', starts),
    ...moments('break_end', without(ends, without(outs, starts))),
  ];
}

/** The times that are not the same event as one of `others`. */
function without(times: readonly EpochSeconds[], others: readonly EpochSeconds[]): EpochSeconds[] {
  return times.filter((time) => !others.some((other) => Math.abs(other - time) <= SAME_EVENT_SECONDS));
}
