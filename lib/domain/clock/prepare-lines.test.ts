import { describe, expect, it } from 'vitest';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { prepareClockLines } from './prepare-lines';
import type { ClockDay } from './schema';

const at = (time: string) => `2026-03-03T${time}:00Z`;
type Period = ClockDay['periods'][number];
type Pause = ClockDay['breaks'][number];

function period(changes: Partial<Period> & { clockIn: string }): Period {
  return {
    id: 1,
    clockOut: null,
    endsAt: at('20:00'),
    isOpen: false,
    isMissingClockOut: false,
    isOverlapping: false,
    ...changes,
  };
}
function pause(changes: Partial<Pause> & { start: string }): Pause {
  return { id: 2, end: null, endsAt: at('12:00'), isPaid: false, isOpen: false, isMissingEnd: false, ...changes };
}

describe('the clock of a day as lines', () => {
  it('are in order, a break after the period that it lies in', () => {
    const lines = prepareClockLines({
      periods: [
        period({ id: 8, clockIn: at('12:30'), clockOut: at('15:00') }),
        period({ id: 7, clockIn: at('06:00'), clockOut: at('12:00') }),
      ],
      breaks: [
        pause({ id: 4, start: at('12:00'), end: at('12:30') }),
        pause({ id: 3, start: at('06:00'), end: at('06:10'), isPaid: true }),
      ],
    });
    expect(lines.map((line) => [line.key, line.label, line.seconds])).toEqual([
      ['period-7', 'In', 6 * 3_600],
      ['break-3', 'Paid break', 600],
      ['break-4', 'Unpaid break', 1_800],
      ['period-8', 'In', 2.5 * 3_600],
    ]);
    expect(lines.every((line) => line.note === null)).toBe(true);
  });

  it('have no end while they go on, and say where one is missing', () => {
    const lines = prepareClockLines({
      periods: [
        period({ id: 1, clockIn: at('06:00'), isMissingClockOut: true }),
        period({ id: 2, clockIn: at('21:00'), isOpen: true }),
        period({ id: 3, clockIn: at('22:00'), clockOut: at('23:00'), isOverlapping: true }),
      ],
      breaks: [
        pause({ id: 4, start: at('10:00'), isMissingEnd: true }),
        pause({ id: 5, start: at('22:30'), isOpen: true }),
      ],
    });
    expect(lines.map((line) => [line.end, line.seconds, line.note])).toEqual([
      [fromIsoInstant(at('20:00')), 14 * 3_600, 'no clock-out: counted to its limit'],
      [fromIsoInstant(at('12:00')), 2 * 3_600, 'no end: counted to its limit'],
      [null, null, null],
      [fromIsoInstant(at('23:00')), 3_600, 'overlaps another'],
      [null, null, null],
    ]);
  });
});
