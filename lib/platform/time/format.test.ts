import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatClock,
  formatClockSeconds,
  formatDay,
  formatDays,
  formatDuration,
  formatHours,
  formatMoment,
  formatShortDay,
  formatSpan,
  formatWeekday,
} from './format';

describe('time as text', () => {
  it('writes a day without asking where the reader is', () => {
    expect(formatDay('2026-03-08')).toBe('Sun, 8 Mar 2026');
    expect(() => formatDay('today')).toThrow(RangeError);
    expect(formatWeekday('2026-03-08')).toBe('Sunday');
  });

  it('writes ranges without saying anything twice', () => {
    expect(formatDays('2026-03-08', '2026-03-08')).toBe('Sun, 8 Mar 2026');
    expect(formatDays('2026-03-02', '2026-03-08')).toBe('2 – 8 Mar 2026');
    expect(formatDays('2026-02-28', '2026-03-06')).toBe('28 Feb – 6 Mar 2026');
    expect(formatDays('2025-12-29', '2026-01-04')).toBe('29 Dec 2025 – 4 Jan 2026');
    expect(formatDays('2025-03-01', '2026-03-31')).toBe('1 Mar 2025 – 31 Mar 2026');
    expect(formatShortDay('2026-03-08')).toBe('8 Mar');
  });

  it("writes the site's wall clock, on both sides of a jump of the clocks", () => {
    expect(formatClock(Date.parse('2026-03-08T07:59:00Z') / 1000, 'America/Chicago')).toBe('01:59');
    expect(formatClock(Date.parse('2026-03-08T08:00:00Z') / 1000, 'America/Chicago')).toBe('03:00');
    expect(formatClock(Date.parse('2026-03-08T08:00:00Z') / 1000, 'Asia/Kolkata')).toBe('13:30');
    expect(formatClockSeconds(Date.parse('2026-03-08T08:00:09Z') / 1000, 'America/Chicago')).toBe('03:00:09');
    expect(formatClockSeconds(Date.parse('2026-03-08T06:00:09Z') / 1000, 'America/Chicago')).toBe('00:00:09');
    expect(formatMoment(Date.parse('2026-03-08T04:05:00Z') / 1000, 'America/Chicago')).toBe('Sat, 7 Mar 2026, 22:05');
  });

  it.each([
    [-3, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3_599, '59 min'],
    [3_600, '1 h'],
    [172_800, '2 d'],
  ])('writes an age of %d seconds as %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text);
  });

  it('writes durations as hours and minutes', () => {
    expect([0, 59, 25_500, 90_000, 6_343_320].map(formatHours)).toEqual(['0:00', '0:00', '7:05', '25:00', '1,762:02']);
    expect([0, 59, 25_509, 90_061].map(formatDuration)).toEqual(['0:00:00', '0:00:59', '7:05:09', '25:01:01']);
  });

  it('writes durations in words', () => {
    expect([0, 45, 130, 900, 3_900, 3_605].map(formatSpan)).toEqual([
      '0 s',
      '45 s',
      '2 min 10 s',
      '15 min',
      '1 h 5 min',
      '1 h 5 s',
    ]);
  });
});
