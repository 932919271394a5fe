import { describe, expect, it } from 'vitest';
import { askedDay, askedRange } from './asked-days';
import { fromIsoInstant } from './instant';

const calendar = { timeZone: 'America/Chicago', dayStart: '00:00' };
/** Still 9 March in Chicago. */
const NOW = fromIsoInstant('2026-03-10T03:00:00Z');

describe('the day that was asked for', () => {
  it('is today at the site without one', () => {
    expect(askedDay(calendar, undefined, NOW)).toEqual({ day: '2026-03-09', today: '2026-03-09' });
  });

  it('may be any day that has begun', () => {
    expect(askedDay(calendar, '2026-03-09', NOW).day).toBe('2026-03-09');
    expect(askedDay(calendar, '2000-01-01', NOW).day).toBe('2000-01-01');
  });

  it('is refused in the future and before 2000, with the field', () => {
    for (const day of ['2026-03-10', '9999-12-31', '1999-12-31', '0001-01-01']) {
      expect(() => askedDay(calendar, day, NOW, 'from')).toThrowError(
        expect.objectContaining({ code: 'VALIDATION', details: [{ field: 'from', message: expect.any(String) }] }),
      );
    }
  });
});

describe('the range that was asked for', () => {
  it('counts both its days', () => {
    expect(askedRange(calendar, { from: '2026-03-01', to: '2026-03-09' }, NOW)).toEqual({
      from: '2026-03-01',
      to: '2026-03-09',
      today: '2026-03-09',
      days: 9,
    });
  });

  it('has at most 400 days', () => {
    expect(askedRange(calendar, { from: '2025-02-03', to: '2026-03-09' }, NOW).days).toBe(400);
    expect(() => askedRange(calendar, { from: '2025-02-02', to: '2026-03-09' }, NOW)).toThrowError(/at most 400 days/);
  });

  it('does not end before it begins or in the future', () => {
    expect(() => askedRange(calendar, { from: '2026-03-09', to: '2026-03-08' }, NOW)).toThrowError(/"from"/);
    expect(() => askedRange(calendar, { from: '2026-03-09', to: '2026-03-10' }, NOW)).toThrowError(/future/);
  });
});
