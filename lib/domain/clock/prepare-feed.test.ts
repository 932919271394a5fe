import { describe, expect, it } from 'vitest';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { prepareClockFeed } from './prepare-feed';

const at = (time: string) => `2026-03-03T${time}Z`;
const now = fromIsoInstant(at('18:00:00'));
const period = (clockIn: string, clockOut: string | null) => ({
  id: 1,
  clockIn: at(clockIn),
  clockOut: clockOut === null ? null : at(clockOut),
  endsAt: at(clockOut ?? '23:00:00'),
  isOpen: clockOut === null,
  isMissingClockOut: false,
  isOverlapping: false,
});
const pause = (start: string, end: string | null) => ({
  id: 1,
  start: at(start),
  end: end === null ? null : at(end),
  endsAt: at(end ?? '23:00:00'),
  isPaid: false,
  isOpen: end === null,
  isMissingEnd: false,
});
const feed = (periods: ReturnType<typeof period>[], breaks: ReturnType<typeof pause>[] = []) =>
  prepareClockFeed([{ employeeId: 7, name: 'Ada', periods, breaks }], now).map((one) => [
    one.kind,
    one.at.slice(11, -1),
  ]);

describe('the clock feed', () => {
  it('tells who came and went, newest first', () => {
    const people = [
      { employeeId: 7, name: 'Ada', periods: [period('12:00:00', '16:00:00')], breaks: [] },
      { employeeId: 8, name: 'Ben', periods: [period('13:00:00', null)], breaks: [] },
    ];
    expect(prepareClockFeed(people, now)).toEqual([
      { employeeId: 7, name: 'Ada', kind: 'out', at: at('16:00:00') },
      { employeeId: 8, name: 'Ben', kind: 'in', at: at('13:00:00') },
      { employeeId: 7, name: 'Ada', kind: 'in', at: at('12:00:00') },
    ]);
    expect(prepareClockFeed([], now)).toEqual([]);
  });

  it('tells a break inside a period', () => {
    expect(feed([period('12:00:00', null)], [pause('14:00:00', '14:15:00')])).toEqual([
      ['break_end', '14:15:00'],
      ['break_start', '14:00:00'],
      ['in', '12:00:00'],
    ]);
  });

  it('tells a break between two periods as a break, not as leaving and coming', () => {
    const split = [period('12:00:00', '14:00:30'), period('14:30:00', null)];
    expect(feed(split, [pause('14:00:00', '14:29:10')])).toEqual([
      ['break_end', '14:29:10'],
      ['break_start', '14:00:00'],
      ['in', '12:00:00'],
    ]);
    expect(feed([period('12:00:00', '14:00:00')], [pause('14:00:00', null)])).toEqual([
      ['break_start', '14:00:00'],
      ['in', '12:00:00'],
    ]);
    // More than a minute apart: home, and a break later.
    expect(feed([period('12:00:00', '14:00:00')], [pause('14:01:01', null)])).toHaveLength(3);
  });

  it('lets who leaves from a break leave', () => {
    expect(feed([period('12:00:00', '16:00:00')], [pause('15:45:00', '16:00:00')])).toEqual([
      ['out', '16:00:00'],
      ['break_start', '15:45:00'],
      ['in', '12:00:00'],
    ]);
  });

  it('tells nothing that is still to come, and nothing that nobody pressed', () => {
    expect(feed([period('12:00:00', '19:00:00'), period('18:30:00', null)], [pause('17:50:00', '18:00:01')])).toEqual([
      ['break_start', '17:50:00'],
      ['in', '12:00:00'],
    ]);
  });
});
