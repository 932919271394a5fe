import { describe, expect, it } from 'vitest';
import { formatAge, formatClock, formatDay, formatHours, formatMoment } from './format';

describe('time as text', () => {
  it('writes a day without asking where the reader is', () => {
    expect(formatDay('2026-03-08')).toBe('Sun, 8 Mar 2026');
    expect(() => formatDay('today')).toThrow(RangeError);
  });

  it("writes the site's wall clock, on both sides of a jump of the clocks", () => {
    expect(formatClock(Date.parse('2026-03-08T07:59:00Z') / 1000, 'America/Chicago')).toBe('01:59');
    expect(formatClock(Date.parse('2026-03-08T08:00:00Z') / 1000, 'America/Chicago')).toBe('03:00');
    expect(formatClock(Date.parse('2026-03-08T08:00:00Z') / 1000, 'Asia/Kolkata')).toBe('13:30');
  });

  it('writes a moment with the date in the zone of the site', () => {
    const moment = Date.parse('2026-09-01T03:05:00Z') / 1000;
    expect(formatMoment(moment, 'America/Chicago')).toBe('Mon 31 Aug, 22:05');
    expect(formatMoment(moment, 'Asia/Kolkata')).toBe('Tue 1 Sep, 08:35');
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
    expect([0, 59, 25_500, 90_000].map(formatHours)).toEqual(['0:00', '0:00', '7:05', '25:00']);
  });
});
