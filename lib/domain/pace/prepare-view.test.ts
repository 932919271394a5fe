import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import {
  chartWords,
  forecastReason,
  forecastWords,
  hourTicks,
  labelsOf,
  shownPoints,
  targetWords,
} from './prepare-view';
import type { Pace, PaceForecast, PacePoint } from './schema';

const CHICAGO = 'America/Chicago';
/** Winter in Chicago. */
const at = (text: string) => toIsoInstant(fromIsoInstant(`${text.replace(' ', 'T')}:00-06:00`));
const point = (items: number | null, target: number | null = null, lastWeek: number | null = null): PacePoint => ({
  at: at('2026-03-03 00:00'),
  items,
  target,
  lastWeek,
});

describe('what of the day is drawn', () => {
  it('is the part in which anything changes, with a quarter of an hour around it', () => {
    const points = [0, 0, 0, 5, 5, 9, 9, 9, 9].map((items) => point(items));
    expect(shownPoints(points)).toEqual(points.slice(1, 7));
  });

  it('goes as far as the target and last week do, and to the present', () => {
    const [n, present] = [null, point(4, 4, 4)];
    const running = [
      point(0, 0, 0),
      point(4, 2, 0),
      present,
      point(n, 6, 4),
      point(n, 6, 8),
      point(n, 6, 8),
      point(n, 6, 8),
    ];
    expect(shownPoints(running)).toEqual(running.slice(0, 6));
    const quiet = [point(0), point(4), point(4), point(4), point(4), point(n), point(n)];
    expect(shownPoints(quiet)).toEqual(quiet.slice(0, 6));
    expect(shownPoints(quiet.slice(0, 5))).toEqual(quiet.slice(0, 3));
  });

  it('is nothing of an empty day', () => {
    expect(shownPoints([])).toEqual([]);
    expect(shownPoints([point(0), point(0), point(null)])).toEqual([]);
  });
});

describe('labels of the axis', () => {
  it('are local times, each once', () => {
    const instants = ['2026-11-01T05:45:00Z', '2026-11-01T06:15:00Z', '2026-11-01T07:15:00Z', '2026-11-02T06:15:00Z'];
    expect(
      labelsOf(
        instants.map((one) => ({ at: one })),
        '2026-11-02T06:00:00Z',
        CHICAGO,
      ),
    ).toEqual(['00:45', '01:15', '01:15 again', '00:15 +1 d']);
  });

  it('are marked at full hours, at most twelve of them', () => {
    expect(hourTicks(['07:45', '08:00', '08:15', '09:00', '01:00 +1 d', '01:00 again'])).toEqual([
      '08:00',
      '09:00',
      '01:00 +1 d',
      '01:00 again',
    ]);
    const day = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
    expect(hourTicks(day)).toEqual(day.filter((_, hour) => hour % 2 === 0));
    expect(hourTicks(day.slice(0, 13))).toHaveLength(7);
    expect(hourTicks([])).toEqual([]);
  });
});

describe('the forecast in words', () => {
  const words = (forecast: PaceForecast, more: Partial<Pace> = {}) =>
    forecastWords({ forecast, goalItems: 1_200, finishedItems: 900, endsAt: at('2026-03-04 00:00'), ...more }, CHICAGO);
  const pace = { itemsLastHour: 150, basis: 'usual_work', itemsAtEnd: 1_150 } as const;

  it('says when, or how many are missing', () => {
    expect(words({ kind: 'reached', at: at('2026-03-03 13:45') })).toBe('Goal reached by 13:45');
    expect(words({ kind: 'on_course', at: at('2026-03-03 15:20'), ...pace })).toBe('Goal at 15:20 at this pace');
    expect(words({ kind: 'on_course', at: at('2026-03-04 02:00'), ...pace })).toBe(
      'Goal at 02:00 next day at this pace',
    );
    expect(words({ kind: 'short', ...pace })).toBe('50 short at this pace');
    expect(words({ kind: 'short', ...pace, itemsAtEnd: null })).toBe('Not today at this pace');
    expect(words({ kind: 'missed' })).toBe('300 short of the goal');
  });

  it('says why there is none', () => {
    expect(words({ kind: 'unknown', reason: 'no_goal' }, { goalItems: null })).toBe('No daily goal is set');
    expect(words({ kind: 'unknown', reason: 'too_early' })).toBe('Forecast after an hour of finished items');
    expect(words({ kind: 'unknown', reason: 'nothing_lately' })).toBe('Nothing finished in the last hour');
  });

  it('says how it came about', () => {
    const reason = (forecast: PaceForecast, targetDays: number) =>
      forecastReason({ forecast, targetDays, date: '2026-03-03' });
    expect(reason({ kind: 'short', ...pace }, 4)).toBe(
      '150 finished items in the last four full quarters of an hour, going on as people usually work: with the breaks and the end of the last four Tuesdays.',
    );
    expect(reason({ kind: 'short', ...pace }, 2)).toContain('the 2 of the last four Tuesdays with work.');
    expect(reason({ kind: 'short', ...pace, basis: 'clock' }, 0)).toContain('by the clock without a pause');
    expect(reason({ kind: 'missed' }, 4)).toBeNull();
  });

  it('says where the target line stands', () => {
    expect(targetWords({ targetNow: 800, finishedItems: 900 })).toBe('100 ahead of the target line');
    expect(targetWords({ targetNow: 2_000, finishedItems: 900 })).toBe('1,100 behind the target line');
    expect(targetWords({ targetNow: 900, finishedItems: 900 })).toBe('On the target line');
    expect(targetWords({ targetNow: null, finishedItems: 900 })).toBeNull();
  });
});

describe('what the lines are', () => {
  const chart = (more: Partial<Pace>) =>
    chartWords({
      goalItems: 1_200,
      targetDays: 4,
      date: '2026-03-03',
      lastWeek: { date: '2026-02-24', finishedItems: 5 },
      ...more,
    });

  it('is said, or why one is missing', () => {
    expect(chart({})).toEqual([
      'The target line spreads the goal of 1,200 as work time was spread on the last four Tuesdays: flatter when people have a break, flat when nobody works.',
    ]);
    expect(chart({ targetDays: 1 })[0]).toContain('on the one of the last four Tuesdays with work:');
    expect(chart({ goalItems: null })).toEqual(['No daily goal is set, so there is no target line.']);
    expect(chart({ targetDays: 0, lastWeek: { date: '2026-02-24', finishedItems: null } })).toEqual([
      'No target line yet: nobody worked on the last four Tuesdays, so how such a day goes is not known.',
      'Nobody worked the Tuesday before, 24 Feb 2026.',
    ]);
  });
});
