import { dayClock } from '@/lib/domain/scoring/day-clock';
import type { DayFacts } from '@/lib/domain/scoring/types';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import { isMissingBreakEnd, isMissingClockOut, isOpen } from './rules';
import type { ActivePeople, ClockDay } from './schema';

/** A person's clock on the day of `facts`, as of `now`. */
export function prepareClockDay(facts: DayFacts, now: EpochSeconds): ClockDay {
  const clock = dayClock(facts, now);
  return {
    presentSeconds: clock.workTime.total + clock.breakSeconds,
    clockedSeconds: clock.workTime.total,
    breakSeconds: clock.breakSeconds,
    paidSeconds: clock.paidSeconds,
    isClockedIn: clock.openUntil !== null,
    isOnBreak: clock.isOnBreak,
    periods: facts.periods.map((period) => ({
      id: period.id,
      clockIn: toIsoInstant(period.clockIn),
      clockOut: toIsoInstantOrNull(period.clockOut),
      endsAt: toIsoInstant(period.effectiveEnd),
      isOpen: isOpen(period, now),
      isMissingClockOut: isMissingClockOut(period, now),
      isOverlapping: period.overlaps,
    })),
    breaks: facts.breaks.map((one) => ({
      id: one.id,
      start: toIsoInstant(one.start),
      end: toIsoInstantOrNull(one.end),
      endsAt: toIsoInstant(one.effectiveEnd),
      isPaid: one.isPaid,
      isOpen: isOpen(one, now),
      isMissingEnd: isMissingBreakEnd(one, now),
    })),
  };
}

/** The row of somebody who is clocked in with the facts of this day; null when not. */
export function prepareActive(
  facts: DayFacts,
  now: EpochSeconds,
): Omit<ActivePeople['rows'][number], 'employeeId' | 'name'> | null {
  const clock = dayClock(facts, now);
  const first = facts.periods[0];
  if (clock.openUntil === null || first === undefined) return null;
  const period = facts.periods.findLast((one) => one.clockIn <= now && isOpen(one, now));
  const pause = facts.breaks.findLast((one) => one.start <= now && isOpen(one, now));
  return {
    date: facts.day,
    firstClockIn: toIsoInstant(first.clockIn),
    clockedInSince: toIsoInstantOrNull(period?.clockIn ?? null),
    clockedSeconds: clock.workTime.total,
    onBreak: pause === undefined ? null : { since: toIsoInstant(pause.start), isPaid: pause.isPaid },
  };
}
