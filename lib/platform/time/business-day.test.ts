import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  businessDayInterval,
  businessDayOf,
  daysBetween,
  daysFromTo,
  hourBucketAt,
  hourBucketStart,
  hourBuckets,
  isIsoDay,
  monthStart,
  nextMonthStart,
  type SiteCalendar,
  weekdayOf,
  weekStart,
} from './business-day';
import { fromIsoInstant, toIsoInstant } from './instant';
import { offsetAt } from './zone';

const chicago: SiteCalendar = { timeZone: 'America/Chicago', dayStart: '00:00' };
const lordHowe: SiteCalendar = { timeZone: 'Australia/Lord_Howe', dayStart: '00:00' };

function interval(calendar: SiteCalendar, day: string): string[] {
  const { start, end } = businessDayInterval(calendar, day);
  return [toIsoInstant(start), toIsoInstant(end)];
}

function hours(calendar: SiteCalendar, day: string): number {
  const { start, end } = businessDayInterval(calendar, day);
  return (end - start) / 3600;
}

describe('businessDayInterval', () => {
  it('has 25 hours in Chicago on 2026-11-01 and 23 on 2026-03-08', () => {
    expect(interval(chicago, '2026-11-01')).toEqual(['2026-11-01T05:00:00Z', '2026-11-02T06:00:00Z']);
    expect(interval(chicago, '2026-03-08')).toEqual(['2026-03-08T06:00:00Z', '2026-03-09T05:00:00Z']);
  });

  it('has 24 hours in half-hour zones and 23.5 or 24.5 on Lord Howe', () => {
    expect(interval({ timeZone: 'Asia/Kolkata', dayStart: '06:00' }, '2026-06-01')).toEqual([
      '2026-06-01T00:30:00Z',
      '2026-06-02T00:30:00Z',
    ]);
    expect(hours(lordHowe, '2026-10-04')).toBe(23.5);
    expect(hours(lordHowe, '2026-04-05')).toBe(24.5);
  });

  it('begins after the gap when the day start is skipped, one hour late', () => {
    const calendar = { timeZone: 'America/Chicago', dayStart: '02:30' };
    expect(interval(calendar, '2026-03-08')).toEqual(['2026-03-08T08:30:00Z', '2026-03-09T07:30:00Z']);
    expect(businessDayOf(calendar, fromIsoInstant('2026-03-08T08:20:00Z'))).toBe('2026-03-07');
    expect(businessDayOf(calendar, fromIsoInstant('2026-03-08T08:30:00Z'))).toBe('2026-03-08');
  });

  it('begins at the first occurrence when the day start is repeated', () => {
    const calendar = { timeZone: 'America/Chicago', dayStart: '01:30' };
    expect(interval(calendar, '2026-11-01')).toEqual(['2026-11-01T06:30:00Z', '2026-11-02T07:30:00Z']);
    // 01:10 for the second time: the wall clock shows less than 01:30, the day has begun nevertheless
    expect(businessDayOf(calendar, fromIsoInstant('2026-11-01T07:10:00Z'))).toBe('2026-11-01');
  });

  it('is empty for a date that a zone skipped', () => {
    const apia = { timeZone: 'Pacific/Apia', dayStart: '00:00' };
    expect(hours(apia, '2011-12-30')).toBe(0);
    expect(businessDayOf(apia, fromIsoInstant('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(businessDayOf(apia, fromIsoInstant('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });

  it('refuses days, zones and day starts that do not exist', () => {
    expect(() => businessDayInterval(chicago, '2026-02-30')).toThrow(RangeError);
    expect(() => businessDayInterval(chicago, '2026-2-3')).toThrow(RangeError);
    expect(() => businessDayInterval({ timeZone: 'Nowhere/Land', dayStart: '00:00' }, '2026-02-03')).toThrow(
      RangeError,
    );
    for (const dayStart of ['12:01', '24:00', '6:00', '06:60', '']) {
      expect(() => businessDayInterval({ timeZone: 'UTC', dayStart }, '2026-02-03')).toThrow(RangeError);
    }
    expect(hours({ timeZone: 'UTC', dayStart: '12:00' }, '2026-02-03')).toBe(24);
  });
});

describe('businessDayOf', () => {
  it('is the day whose interval contains the instant, in any zone and with any day start', () => {
    const calendars = fc.record({
      timeZone: fc.constantFrom(
        'America/Chicago',
        'Asia/Kolkata',
        'Australia/Lord_Howe',
        'Europe/Berlin',
        'America/Sao_Paulo',
      ),
      dayStart: fc.constantFrom('00:00', '01:30', '02:00', '02:30', '06:00', '12:00'),
    });
    const from = fromIsoInstant('2024-01-01T00:00:00Z');
    fc.assert(
      fc.property(calendars, fc.integer({ min: from, max: from + 3 * 366 * 86_400 }), (calendar, instant) => {
        const { start, end } = businessDayInterval(calendar, businessDayOf(calendar, instant));
        expect(start).toBeLessThanOrEqual(instant);
        expect(instant).toBeLessThan(end);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hour buckets', () => {
  it('puts the two 01:30 of 1 November in Chicago into two buckets', () => {
    const first = hourBucketStart('America/Chicago', fromIsoInstant('2026-11-01T06:30:00Z'));
    const second = hourBucketStart('America/Chicago', fromIsoInstant('2026-11-01T07:30:00Z'));
    expect(toIsoInstant(first)).toBe('2026-11-01T06:00:00Z');
    expect(toIsoInstant(second)).toBe('2026-11-01T07:00:00Z');
  });

  it('shows the real hours of a day: 23, 24 or 25', () => {
    const count = (calendar: SiteCalendar, day: string) => {
      const { start, end } = businessDayInterval(calendar, day);
      return hourBuckets(calendar.timeZone, start, end).length;
    };
    expect(count(chicago, '2026-03-08')).toBe(23);
    expect(count(chicago, '2026-03-09')).toBe(24);
    expect(count(chicago, '2026-11-01')).toBe(25);
  });

  it('begins at the local minute 0 in a half-hour zone', () => {
    expect(toIsoInstant(hourBucketStart('Asia/Kolkata', fromIsoInstant('2026-06-01T04:29:59Z')))).toBe(
      '2026-06-01T03:30:00Z',
    );
  });

  it('begins at the jump when the clocks jump by half an hour', () => {
    // 02:00 becomes 02:30 at 15:30Z: that bucket has half an hour
    const spring = fromIsoInstant('2026-10-03T15:30:00Z');
    expect(hourBucketAt('Australia/Lord_Howe', spring + 600)).toEqual({ start: spring, end: spring + 1800 });
    expect(hourBucketAt('Australia/Lord_Howe', spring - 1)).toEqual({ start: spring - 3600, end: spring });
    // 02:00 becomes 01:30 at 15:00Z: half an hour more until 02:00
    const autumn = fromIsoInstant('2026-04-04T15:00:00Z');
    expect(hourBucketAt('Australia/Lord_Howe', autumn)).toEqual({ start: autumn, end: autumn + 1800 });
    expect(hourBucketAt('Australia/Lord_Howe', autumn - 1)).toEqual({ start: autumn - 3600, end: autumn });
  });

  it('touches all of a range without gaps, and nothing of an empty one', () => {
    const from = fromIsoInstant('2026-11-01T05:20:00Z');
    const buckets = hourBuckets('America/Chicago', from, from + 7200);
    expect(buckets.map((bucket) => toIsoInstant(bucket.start))).toEqual([
      '2026-11-01T05:00:00Z',
      '2026-11-01T06:00:00Z',
      '2026-11-01T07:00:00Z',
    ]);
    expect(hourBuckets('America/Chicago', from, from)).toEqual([]);
  });

  it('agrees with reading the wall clock second by second', () => {
    const jump = fromIsoInstant('2026-04-04T15:00:00Z');
    let start = jump - 7200;
    for (let t = start; t < jump + 7200; t += 1) {
      const offset = offsetAt('Australia/Lord_Howe', t);
      if ((t + offset) % 3600 === 0 || offset !== offsetAt('Australia/Lord_Howe', t - 1)) start = t;
      expect(hourBucketStart('Australia/Lord_Howe', t)).toBe(start);
    }
  });
});

describe('dates', () => {
  it('adds and counts days over months, leap days and clock changes', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2026-03-09', '2026-03-07')).toBe(-2);
    expect(daysFromTo('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysFromTo('2026-03-01', '2026-02-27')).toEqual([]);
  });

  it('knows weekdays and the first day of a week that starts on any weekday', () => {
    expect(weekdayOf('2026-11-01')).toBe(7);
    expect(weekdayOf('2026-11-02')).toBe(1);
    expect(weekdayOf('1969-12-31')).toBe(3);
    expect(weekStart('2026-11-01', 1)).toBe('2026-10-26');
    expect(weekStart('2026-11-01', 7)).toBe('2026-11-01');
    expect(weekStart('2026-10-31', 7)).toBe('2026-10-25');
    expect(() => weekStart('2026-11-01', 0)).toThrow(RangeError);
  });

  it('knows the edges of a month', () => {
    expect(monthStart('2026-02-17')).toBe('2026-02-01');
    expect(nextMonthStart('2026-01-31')).toBe('2026-02-01');
    expect(nextMonthStart('2026-12-05')).toBe('2027-01-01');
  });

  it('tells dates from other text', () => {
    expect(isIsoDay('2028-02-29')).toBe(true);
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00', ''].map(isIsoDay)).not.toContain(true);
  });
});
