import { describe, expect, it } from 'vitest';
import { daysAround, reachOf } from './touched-days';

const settings = { maxOpenHours: 14, minOpenHours: 4 };
const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const at = (iso: string) => Date.parse(iso) / 1000;

describe('the days to score again', () => {
  it('reach from two days before the first to two days after the last day touched', () => {
    const night = { start: at('2026-10-14T22:00:00-05:00'), end: at('2026-10-15T06:00:00-05:00') };
    expect(daysAround(chicago, night)).toEqual([
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
      '2026-10-16',
      '2026-10-17',
    ]);
  });

  it('go by the business day of the site', () => {
    const early = { start: at('2026-10-14T03:00:00-05:00'), end: at('2026-10-14T04:00:00-05:00') };
    expect(daysAround({ ...chicago, dayStart: '06:00' }, early)[0]).toBe('2026-10-11');
  });

  it('follow an open fact as far as it can count, and a bad one no further than its start', () => {
    expect(reachOf(settings, 1_000, null)).toEqual({ start: 1_000, end: 1_000 + 14 * 3_600 });
    expect(reachOf({ maxOpenHours: 2, minOpenHours: 4 }, 0, null)).toEqual({ start: 0, end: 4 * 3_600 });
    expect(reachOf(settings, 1_000, 500)).toEqual({ start: 1_000, end: 1_000 });
  });
});
