import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from './instant';
import { instantOfLocal, isTimeZone, localSecondOfDay, offsetAt, zoneSegmentAt } from './zone';

const ZONES = ['America/Chicago', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC', 'America/Sao_Paulo'];

describe('zoneSegmentAt', () => {
  it('gives the stretch between two jumps of the clocks, its first second included', () => {
    const spring = fromIsoInstant('2026-03-08T08:00:00Z');
    const autumn = fromIsoInstant('2026-11-01T07:00:00Z');
    expect(zoneSegmentAt('America/Chicago', spring)).toEqual({ start: spring, end: autumn, offset: -5 * 3600 });
    expect(zoneSegmentAt('America/Chicago', autumn - 1)).toEqual({ start: spring, end: autumn, offset: -5 * 3600 });
    expect(zoneSegmentAt('America/Chicago', spring - 1).offset).toBe(-6 * 3600);
    expect(zoneSegmentAt('America/Chicago', autumn).offset).toBe(-6 * 3600);
  });

  it('is open at both sides in a zone without jumps', () => {
    expect(zoneSegmentAt('UTC', 0)).toEqual({ start: -Infinity, end: Infinity, offset: 0 });
  });

  it('refuses an unknown zone and a fixed offset', () => {
    expect(() => zoneSegmentAt('Nowhere/Land', 0)).toThrow(RangeError);
    expect(() => zoneSegmentAt('+05:30', 0)).toThrow(RangeError);
    expect(isTimeZone('Nowhere/Land')).toBe(false);
    expect(isTimeZone('Asia/Kolkata')).toBe(true);
  });

  it('agrees with Temporal at any instant, in whatever order it is asked', () => {
    const instants = fc.integer({ min: 0, max: fromIsoInstant('2045-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(instants, { maxLength: 5 }), (timeZone, asked) => {
        for (const instant of asked) {
          const zoned = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(timeZone);
          expect(offsetAt(timeZone, instant)).toBe(zoned.offsetNanoseconds / 1e9);
          expect(localSecondOfDay(timeZone, instant)).toBe(zoned.hour * 3600 + zoned.minute * 60 + zoned.second);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('instantOfLocal', () => {
  const at = (timeZone: string, day: string, hour: number, minute: number) =>
    toIsoInstant(instantOfLocal(timeZone, day, hour * 3600 + minute * 60));

  it('moves a skipped time forward by the length of the gap', () => {
    expect(at('America/Chicago', '2026-03-08', 2, 30)).toBe('2026-03-08T08:30:00Z');
    expect(at('Australia/Lord_Howe', '2026-10-04', 2, 15)).toBe('2026-10-03T15:45:00Z');
  });

  it('takes the first occurrence of a repeated time', () => {
    expect(at('America/Chicago', '2026-11-01', 1, 30)).toBe('2026-11-01T06:30:00Z');
    expect(at('Australia/Lord_Howe', '2026-04-05', 1, 45)).toBe('2026-04-04T14:45:00Z');
  });

  it('refuses a second that no day has and a day that does not exist', () => {
    expect(() => instantOfLocal('UTC', '2026-01-01', 86_400)).toThrow(RangeError);
    expect(() => instantOfLocal('UTC', '2026-02-30', 0)).toThrow(RangeError);
  });
});
