import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { nextSlotAfter, slotAt, toRepeatOptions } from './schedule';

const at = (iso: string) => fromIsoInstant(iso);
const slot = (...args: Parameters<typeof slotAt>) => toIsoInstant(slotAt(...args));
const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };

describe('schedule', () => {
  it('puts an interval on a fixed grid whatever the zone', () => {
    expect(slot({ kind: 'every', seconds: 300 }, chicago, at('2026-11-22T10:04:59Z'))).toBe('2026-11-22T10:00:00Z');
    expect(
      slot(
        { kind: 'every', seconds: 300 },
        { timeZone: 'Asia/Kolkata', dayStart: '00:00' },
        at('2026-11-22T10:05:00Z'),
      ),
    ).toBe('2026-11-22T10:05:00Z');
  });

  it('finds a daily slot by local time, today or the day before', () => {
    expect(slot({ kind: 'daily', at: '02:00' }, chicago, at('2026-11-22T08:00:00Z'))).toBe('2026-11-22T08:00:00Z');
    expect(slot({ kind: 'daily', at: '02:00' }, chicago, at('2026-11-22T07:59:59Z'))).toBe('2026-11-21T08:00:00Z');
  });

  it('keeps a daily slot in the local hour over a change of the clocks', () => {
    const schedule = { kind: 'daily', at: '02:30' } as const;
    expect(slot(schedule, chicago, at('2026-03-08T18:00:00Z'))).toBe('2026-03-08T08:30:00Z'); // skipped: 03:30 local
    expect(slot(schedule, chicago, at('2026-11-01T18:00:00Z'))).toBe('2026-11-01T08:30:00Z');
  });

  it('finds a weekly slot on its weekday', () => {
    const sunday = { kind: 'weekly', weekday: 7, at: '02:00' } as const;
    expect(slot(sunday, chicago, at('2026-11-22T12:00:00Z'))).toBe('2026-11-22T08:00:00Z');
    expect(slot(sunday, chicago, at('2026-11-22T07:00:00Z'))).toBe('2026-11-15T08:00:00Z');
  });

  it('follows the start of the business day, also where the clocks skip it', () => {
    const afterStart = { kind: 'after-day-start', minutes: 5 } as const;
    const early = { timeZone: 'America/Chicago', dayStart: '02:58' };
    expect(slot(afterStart, chicago, at('2026-03-08T06:05:00Z'))).toBe('2026-03-08T06:05:00Z');
    expect(slot(afterStart, chicago, at('2026-03-08T06:04:59Z'))).toBe('2026-03-07T06:05:00Z');
    expect(slot(afterStart, early, at('2026-03-07T12:00:00Z'))).toBe('2026-03-07T09:03:00Z');
    expect(toRepeatOptions(afterStart, early)).toEqual({ pattern: '0 3 3 * * *', tz: 'America/Chicago' });
  });

  it('says the same to the queue', () => {
    expect(toRepeatOptions({ kind: 'every', seconds: 30 }, chicago)).toEqual({ every: 30_000 });
    expect(toRepeatOptions({ kind: 'daily', at: '18:30' }, chicago)).toEqual({
      pattern: '0 30 18 * * *',
      tz: 'America/Chicago',
    });
    expect(toRepeatOptions({ kind: 'weekly', weekday: 7, at: '02:00' }, chicago)).toEqual({
      pattern: '0 0 2 * * 0',
      tz: 'America/Chicago',
    });
  });
});

describe('nextSlotAfter', () => {
  const next = (...args: Parameters<typeof nextSlotAfter>) => toIsoInstant(nextSlotAfter(...args));

  it('finds the first time after the instant, in the zone of the site', () => {
    expect(next({ kind: 'every', seconds: 300 }, chicago, at('2026-11-22T10:05:00Z'))).toBe('2026-11-22T10:10:00Z');
    const evening = { kind: 'daily', at: '18:00' } as const;
    expect(next(evening, chicago, at('2026-11-22T23:59:59Z'))).toBe('2026-11-23T00:00:00Z');
    expect(next(evening, chicago, at('2026-11-23T00:00:00Z'))).toBe('2026-11-24T00:00:00Z');
    const reset = { kind: 'after-day-start', minutes: 5 } as const;
    expect(next(reset, { ...chicago, dayStart: '06:00' }, at('2026-11-22T12:05:00Z'))).toBe('2026-11-23T12:05:00Z');
  });

  it('knows weekdays and the days on which clocks change', () => {
    const sunday = { kind: 'weekly', weekday: 7, at: '02:00' } as const;
    // Sunday, 1 November 2026 is 25 hours long; 02:00 is there once, in winter time.
    expect(next(sunday, chicago, at('2026-10-31T12:00:00Z'))).toBe('2026-11-01T08:00:00Z');
    expect(next(sunday, chicago, at('2026-11-01T08:00:00Z'))).toBe('2026-11-08T08:00:00Z');
  });
});
