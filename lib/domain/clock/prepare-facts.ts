import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import type { ClockDay } from './schema';

/** A clock-in to clock-out or a break, as a row of a table. */
export type ClockFact = {
  /** Unique in a table. */
  key: string;
  date: IsoDay;
  kind: 'clock' | 'paid break' | 'unpaid break';
  start: string;
  /** As the source says; null without one. */
  end: string | null;
  /** Where it ends or counts as ended; null while it is open. */
  countsUntil: string | null;
  /** Until now where it is open. */
  seconds: number;
  isOpen: boolean;
  /** What is wrong with it, in words; null when nothing is. */
  remark: string | null;
};

/** Periods and breaks of a day by start. */
export function clockFactsOf(day: ClockDay & { date: IsoDay }, now: EpochSeconds): ClockFact[] {
  const periods = day.periods.map((period): ClockFact => {
    const remarks = [
      ...(period.isMissingClockOut ? ['No clock-out: counts as closed at the cap'] : []),
      ...(period.isOverlapping ? ['Overlaps another period: counted once'] : []),
    ];
    return {
      key: `clock-${period.id}`,
      date: day.date,
      kind: 'clock',
      start: period.clockIn,
      end: period.clockOut,
      ...lengthOf(period.clockIn, period.endsAt, period.isOpen, now),
      remark: remarks.length === 0 ? null : remarks.join('. '),
    };
  });
  const breaks = day.breaks.map(
    (pause): ClockFact => ({
      key: `break-${pause.id}`,
      date: day.date,
      kind: pause.isPaid ? 'paid break' : 'unpaid break',
      start: pause.start,
      end: pause.end,
      ...lengthOf(pause.start, pause.endsAt, pause.isOpen, now),
      remark: pause.isMissingEnd ? 'No end: counts for 2 h at most' : null,
    }),
  );
  return [...periods, ...breaks].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
}

function lengthOf(start: string, endsAt: string, isOpen: boolean, now: EpochSeconds) {
  const [from, to] = [fromIsoInstant(start), fromIsoInstant(endsAt)];
  return {
    isOpen,
    countsUntil: isOpen ? null : endsAt,
    seconds: Math.max(0, (isOpen ? Math.min(to, now) : to) - from),
  };
}
