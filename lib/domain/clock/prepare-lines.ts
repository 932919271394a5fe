import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import type { ClockDay } from './schema';

/** One in and out, or one break, as a line. */
export type ClockLine = {
  key: string;
  kind: 'work' | 'paid-break' | 'unpaid-break';
  label: string;
  start: EpochSeconds;
  /** Null while it goes on. */
  end: EpochSeconds | null;
  /** Null while it goes on. */
  seconds: number | null;
  /** What is wrong with it; null when nothing is. */
  note: string | null;
};

/** Periods and breaks of a day in the order they began; a break after the period that it lies in. */
export function prepareClockLines({ periods, breaks }: Pick<ClockDay, 'periods' | 'breaks'>): ClockLine[] {
  const lines = [
    ...periods.map((period): ClockLine => {
      const end = endOf(period.isOpen, period.clockOut ?? period.endsAt);
      const start = fromIsoInstant(period.clockIn);
      return {
        key: `period-${period.id}`,
        kind: 'work',
        label: 'In',
        start,
        end,
        seconds: end === null ? null : end - start,
        note: period.isMissingClockOut
          ? 'no clock-out: counted to its limit'
          : period.isOverlapping
            ? 'overlaps another'
            : null,
      };
    }),
    ...breaks.map((one): ClockLine => {
      const end = endOf(one.isOpen, one.end ?? one.endsAt);
      const start = fromIsoInstant(one.start);
      return {
        key: `break-${one.id}`,
        kind: one.isPaid ? 'paid-break' : 'unpaid-break',
        label: one.isPaid ? 'Paid break' : 'Unpaid break',
        start,
        end,
        seconds: end === null ? null : end - start,
        note: one.isMissingEnd ? 'no end: counted to its limit' : null,
      };
    }),
  ];
  return lines.sort((a, b) => a.start - b.start || Number(a.kind !== 'work') - Number(b.kind !== 'work'));
}

function endOf(isOpen: boolean, end: string): EpochSeconds | null {
  return isOpen ? null : fromIsoInstant(end);
}
