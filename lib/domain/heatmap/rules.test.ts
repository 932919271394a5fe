import { describe, expect, it } from 'vitest';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { dayHoursOf, hoursOfDay, hoursOfRange } from './rules';

const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const labels = (hours: ReturnType<typeof hoursOfDay>) => hours.map((one) => one.localHour);

describe('the hours of a day', () => {
  it('are 24, without the hour that the clocks skip and twice the one they repeat', () => {
    expect(labels(hoursOfDay(chicago, '2026-03-03', []))).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    const spring = hoursOfDay(chicago, '2026-03-08', []);
    expect(spring).toHaveLength(23);
    expect(labels(spring).slice(0, 4)).toEqual([0, 1, 3, 4]);
    const autumn = hoursOfDay(chicago, '2026-11-01', []);
    expect(autumn).toHaveLength(25);
    expect(labels(autumn).slice(0, 4)).toEqual([0, 1, 1, 2]);
    expect(autumn.slice(0, 3).map((one) => one.key)).toEqual([0, 3600, 7200]);
    expect(autumn[0]?.start).toBe(fromIsoInstant('2026-11-01T05:00:00Z'));
  });

  it('go on without a hole as long as a night does', () => {
    const hours = hoursOfDay(chicago, '2026-03-03', [22 * 3600, 26 * 3600]);
    expect(hours).toHaveLength(27);
    expect(labels(hours).slice(-4)).toEqual([23, 0, 1, 2]);
  });

  it('begin with the hour the day starts in', () => {
    const hours = hoursOfDay({ timeZone: 'Asia/Kolkata', dayStart: '06:30' }, '2026-03-03', []);
    expect(hours[0]).toMatchObject({ key: -1800, localHour: 6, localMinute: 0 });
    expect(hours).toHaveLength(25);
    expect(hoursOfRange({ timeZone: 'Asia/Kolkata', dayStart: '06:30' }).map((one) => one.key)).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5,
    ]);
  });
});

describe('the buckets of an hour of the local day', () => {
  it('are one a day, two when the clocks repeat it and none when they skip it, with those of the nights after', () => {
    const on = (day: string, ...texts: string[]) => texts.map((text) => ({ day, start: fromIsoInstant(text) }));
    expect(dayHoursOf(chicago, ['2026-11-01'], 1)).toEqual(
      on(
        '2026-11-01',
        '2026-11-01T01:00:00-05:00',
        '2026-11-01T01:00:00-06:00',
        '2026-11-02T01:00:00-06:00',
        '2026-11-03T01:00:00-06:00',
      ),
    );
    expect(dayHoursOf(chicago, ['2026-03-08'], 2)).toEqual(
      on('2026-03-08', '2026-03-09T02:00:00-05:00', '2026-03-10T02:00:00-05:00'),
    );
    expect(dayHoursOf(chicago, ['2026-03-03', '2026-03-04'], 9)).toHaveLength(6);
    expect(dayHoursOf(chicago, [], 9)).toEqual([]);
  });
});
