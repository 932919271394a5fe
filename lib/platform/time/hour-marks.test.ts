import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourBuckets } from './business-day';
import { hourMarks } from './hour-marks';
import { fromIsoInstant, toIsoInstant } from './instant';

const labels = (timeZone: string, from: string, to: string) =>
  hourMarks(timeZone, fromIsoInstant(from), fromIsoInstant(to)).map((mark) => `${mark.label}${mark.isJump ? '!' : ''}`);

describe('marks of a time axis', () => {
  it('are the full hours of the wall clock, both ends included', () => {
    expect(labels('America/Chicago', '2026-06-01T11:00:00Z', '2026-06-01T14:00:00Z')).toEqual([
      '06:00',
      '07:00',
      '08:00',
      '09:00',
    ]);
    expect(labels('Asia/Kolkata', '2026-06-01T04:00:00Z', '2026-06-01T05:59:59Z')).toEqual(['10:00', '11:00']);
  });

  it('leave the skipped hour out and show the repeated one twice', () => {
    expect(labels('America/Chicago', '2026-03-08T06:30:00Z', '2026-03-08T09:00:00Z')).toEqual([
      '01:00',
      '03:00!',
      '04:00',
    ]);
    expect(labels('America/Chicago', '2026-11-01T05:00:00Z', '2026-11-01T08:00:00Z')).toEqual([
      '00:00',
      '01:00',
      '01:00!',
      '02:00',
    ]);
    expect(labels('Australia/Lord_Howe', '2026-04-04T14:00:00Z', '2026-04-04T16:30:00Z')).toEqual([
      '01:00',
      '01:30!',
      '02:00',
      '03:00',
    ]);
  });

  it('are the starts of the hour buckets of any zone at any time', () => {
    const zones = fc.constantFrom(
      'America/Chicago',
      'America/St_Johns',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Europe/Berlin',
      'Pacific/Apia',
      'UTC',
    );
    const starts = fc.integer({
      min: fromIsoInstant('2005-01-01T00:00:00Z'),
      max: fromIsoInstant('2030-01-01T00:00:00Z'),
    });
    const jumps = fc
      .constantFrom('2026-03-08T08:00:00Z', '2026-11-01T07:00:00Z', '2026-04-04T15:00:00Z', '2010-11-07T02:31:00Z')
      .chain((text) => fc.integer({ min: -7200, max: 7200 }).map((seconds) => fromIsoInstant(text) + seconds));
    fc.assert(
      fc.property(zones, fc.oneof(starts, jumps), fc.integer({ min: 0, max: 30 * 3600 }), (timeZone, from, length) => {
        const expected = hourBuckets(timeZone, from, from + length + 1)
          .map((bucket) => bucket.start)
          .filter((start) => start >= from);
        const marks = hourMarks(timeZone, from, from + length);
        expect(marks.map((mark) => toIsoInstant(mark.at))).toEqual(expected.map(toIsoInstant));
      }),
      { numRuns: 300 },
    );
  });
});
