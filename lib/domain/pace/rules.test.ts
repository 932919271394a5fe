import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDayInterval, hourBuckets } from '@/lib/platform/time/business-day';
import { type EpochSeconds, fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import {
  cumulate,
  edgesOf,
  type ForecastInput,
  forecastOf,
  historyOf,
  SLOT_SECONDS,
  targetAt,
  valueAt,
  type WorkedHour,
} from './rules';

const CHICAGO = { timeZone: 'America/Chicago', dayStart: '00:00' };
const HOUR = 3_600;
/** Winter in Chicago. */
const at = (text: string) => fromIsoInstant(`${text.replace(' ', 'T')}:00-06:00`);
const dayOf = (day: IsoDay) => businessDayInterval(CHICAGO, day);
const nothing = { lastWeekSlots: [], work: new Map<IsoDay, WorkedHour[]>() };
/** Hours of a person who works the given local hours of winter. */
const hours = (day: IsoDay, worked: Record<number, number>): WorkedHour[] =>
  Object.entries(worked).map(([hour, workSeconds]) => ({
    hourStart: at(`${day} 00:00`) + Number(hour) * HOUR,
    workSeconds,
  }));

describe('quarters of an hour', () => {
  it('are as many as the day is long, on days with a jump of the clocks too', () => {
    expect(edgesOf(dayOf('2026-03-03'))).toBe(97);
    expect(edgesOf(dayOf('2026-03-08'))).toBe(93);
    expect(edgesOf(dayOf('2026-11-01'))).toBe(101);
    const lordHowe = { timeZone: 'Australia/Lord_Howe', dayStart: '00:00' };
    expect(edgesOf(businessDayInterval(lordHowe, '2026-10-04'))).toBe(95); // a jump of half an hour
  });

  it('go on for what ends after the day', () => {
    const { start, end } = dayOf('2026-03-03');
    expect(edgesOf({ start, end }, end + 1)).toBe(98);
    expect(edgesOf({ start, end }, start)).toBe(97);
  });

  it('add up', () => {
    const slots = [
      { slot: 3, items: 5 },
      { slot: 1, items: 2 },
    ];
    expect(cumulate(slots, 5)).toEqual([0, 2, 2, 7, 7]);
    expect(cumulate([], 2)).toEqual([0, 0]);
  });
});

describe('the past of a day', () => {
  it('is not known without any', () => {
    expect(historyOf(CHICAGO, '2026-03-03', nothing)).toEqual({
      lastWeek: null,
      lastWeekTotal: null,
      usual: null,
      weeks: 0,
    });
  });

  it('sums the weeks in which anybody worked, even within the hour and flat without work', () => {
    const work = new Map([
      ['2026-02-24', hours('2026-02-24', { 8: 3_600, 9: 1_800, 11: 3_600 })],
      ['2026-02-17', hours('2026-02-17', { 8: 7_200 })],
      ['2026-02-10', hours('2026-02-10', { 8: 0 })],
    ]);
    const { usual, weeks, lastWeek, lastWeekTotal } = historyOf(CHICAGO, '2026-03-03', { lastWeekSlots: [], work });
    const line = (time: string) => usual?.[(at(`2026-03-03 ${time}`) - at('2026-03-03 00:00')) / SLOT_SECONDS];
    expect(weeks).toBe(2);
    expect(['08:00', '08:15', '09:00', '09:30', '10:00', '10:45', '11:15', '12:00', '23:45'].map(line)).toEqual([
      0, 2_700, 10_800, 11_700, 12_600, 12_600, 13_500, 16_200, 16_200,
    ]);
    // Somebody worked last Tuesday, and finished nothing.
    expect(lastWeekTotal).toBe(0);
    expect(new Set(lastWeek)).toEqual(new Set([0]));
  });

  it('shows last week by the same local time', () => {
    // The clocks went forward on 8 March: the same local time is one hour less than a week apart.
    const start = dayOf('2026-03-03').start;
    const slots = [
      { slot: 33, items: 10 }, // 08:15
      { slot: 40, items: 5 }, // 10:00
    ];
    const { lastWeek, lastWeekTotal } = historyOf(CHICAGO, '2026-03-10', { lastWeekSlots: slots, work: new Map() });
    const day = dayOf('2026-03-10');
    expect(day.start - start).toBe(7 * 24 * HOUR - HOUR);
    expect(lastWeek).toHaveLength(97);
    expect([32, 33, 39, 40, 96].map((edge) => lastWeek?.[edge])).toEqual([0, 10, 10, 15, 15]);
    expect(lastWeekTotal).toBe(15);
  });

  it('stands still while the day repeats an hour, and skips what the day skips', () => {
    const lastWeekSlots = [4, 5, 6, 7, 8, 9, 10, 11, 12].map((slot) => ({ slot, items: 1 }));
    // 01:00 to 02:00 comes twice on 1 November: edges 4 to 8, then again 8 to 12.
    const autumn = historyOf(CHICAGO, '2026-11-01', { lastWeekSlots, work: new Map() });
    expect(autumn.lastWeek?.slice(3, 17)).toEqual([0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 6, 7, 8, 9]);
    // 02:00 to 03:00 is missing on 8 March: at 03:00, its edge 8, the past is an hour further.
    const spring = historyOf(CHICAGO, '2026-03-08', { lastWeekSlots, work: new Map() });
    expect(spring.lastWeek?.slice(6, 10)).toEqual([3, 4, 9, 9]);
  });

  it('goes on past the end of the day as far as a night shift did', () => {
    const work = new Map([['2026-02-24', hours('2026-02-24', { 22: 3_600, 23: 3_600, 24: 3_600, 25: 1_800 })]]);
    const lastWeekSlots = [{ slot: 100, items: 7 }]; // 01:00 of the 25th
    const { usual, lastWeek } = historyOf(CHICAGO, '2026-03-03', { lastWeekSlots, work });
    expect(usual).toHaveLength(97 + 8);
    expect(usual?.at(96)).toBe(7_200);
    expect(usual?.at(-1)).toBe(12_600);
    expect(lastWeek?.at(99)).toBe(0);
    expect(lastWeek?.at(100)).toBe(7);
  });
});

describe('a line between its edges', () => {
  it('is straight and cut to whole numbers', () => {
    const line = [0, 10, 10, 13];
    expect([0, 450, 900, 1_500, 2_250, 2_700, 9_999].map((seconds) => valueAt(line, 1_000, 1_000 + seconds))).toEqual([
      0, 5, 10, 10, 11, 13, 13,
    ]);
    expect(valueAt(line, 1_000, 0)).toBe(0);
  });
});

describe('the target line', () => {
  it('is the goal by share of the usual work, half-up', () => {
    expect(targetAt(120, 1_800, 19_800)).toBe(11); // 10.909
    expect(targetAt(3, 1, 2)).toBe(2); // 1.5
    expect(targetAt(120, 0, 0)).toBeNull();
    expect(targetAt(null, 1, 2)).toBeNull();
  });
});

describe('the forecast', () => {
  const interval = dayOf('2026-03-03');
  const now = at('2026-03-03 10:07');
  const edge = (time: string) => (at(`2026-03-03 ${time}`) - interval.start) / SLOT_SECONDS;
  /** 30 items by 8:15, 10 more by 9:15, 40 more by 10:00, 5 in the quarter that runs. */
  const items = cumulate(
    [
      { slot: edge('08:15'), items: 30 },
      { slot: edge('09:15'), items: 10 },
      { slot: edge('10:00'), items: 40 },
      { slot: edge('10:15'), items: 5 },
    ],
    97,
  );
  /** Two Tuesdays, the first with a break from 10:00 to 10:30. */
  const work = new Map([
    ['2026-02-24', hours('2026-02-24', { 8: 3_600, 9: 3_600, 10: 1_800, 11: 3_600 })],
    ['2026-02-17', hours('2026-02-17', { 8: 3_600, 9: 3_600 })],
  ]);
  const { usual } = historyOf(CHICAGO, '2026-03-03', { lastWeekSlots: [], work });
  const input: ForecastInput = { goal: 120, interval, now, finished: 85, items, usual };

  it('goes on at the pace of the last hour as people usually work', () => {
    // 50 items in 7,200 s of usual work; at 10:07 14,610 s of 19,800 are done. 35 items need 5,040 s more: at 19,650.
    expect(forecastOf(input)).toEqual({
      kind: 'on_course',
      at: at('2026-03-03 11:57') + 30,
      itemsLastHour: 50,
      basis: 'usual_work',
      itemsAtEnd: 121, // 85 + 50 x 5,190 / 7,200
    });
    expect(forecastOf({ ...input, goal: 121 })).toMatchObject({ kind: 'on_course' });
    expect(forecastOf({ ...input, goal: 122 })).toEqual({
      kind: 'short',
      itemsLastHour: 50,
      basis: 'usual_work',
      itemsAtEnd: 121,
    });
  });

  it('goes on by the clock where the usual work is not known, or over', () => {
    const byClock = { itemsLastHour: 50, basis: 'clock', itemsAtEnd: null };
    const expected = { kind: 'on_course', at: now + 35 * 72, ...byClock };
    expect(forecastOf({ ...input, usual: null })).toEqual(expected);
    const early = { lastWeekSlots: [], work: new Map([['2026-02-24', hours('2026-02-24', { 8: 3_600, 9: 3_600 })]]) };
    expect(forecastOf({ ...input, usual: historyOf(CHICAGO, '2026-03-03', early).usual })).toEqual(expected);
    // Hardly anybody usually works in this hour: it says nothing about the others.
    const late = { lastWeekSlots: [], work: new Map([['2026-02-24', hours('2026-02-24', { 9: 300, 15: 3_600 })]]) };
    expect(forecastOf({ ...input, usual: historyOf(CHICAGO, '2026-03-03', late).usual })).toEqual(expected);
    expect(forecastOf({ ...input, usual: null, goal: 2_000 })).toEqual({ kind: 'short', ...byClock });
  });

  it('says when the goal was reached', () => {
    expect(forecastOf({ ...input, goal: 40 })).toEqual({ kind: 'reached', at: at('2026-03-03 09:15') });
    expect(forecastOf({ ...input, goal: 85 })).toEqual({ kind: 'reached', at: now });
  });

  it('says why nothing can be told', () => {
    const reason = (changes: Partial<ForecastInput>) => forecastOf({ ...input, ...changes });
    expect(reason({ goal: null })).toEqual({ kind: 'unknown', reason: 'no_goal' });
    expect(reason({ items: cumulate([], 97), finished: 0 })).toEqual({ kind: 'unknown', reason: 'too_early' });
    expect(reason({ now: at('2026-03-03 08:59') })).toEqual({ kind: 'unknown', reason: 'too_early' });
    expect(reason({ now: at('2026-03-03 09:00') })).toMatchObject({ kind: 'on_course' });
    expect(reason({ now: at('2026-03-03 11:01') })).toMatchObject({ kind: 'short', itemsLastHour: 5 });
    expect(reason({ now: at('2026-03-03 11:15') })).toEqual({ kind: 'unknown', reason: 'nothing_lately' });
    expect(reason({ now: interval.end })).toEqual({ kind: 'missed' });
    expect(reason({ now: interval.end, goal: null })).toEqual({ kind: 'unknown', reason: 'no_goal' });
  });
});

describe('on any day', () => {
  const zone = fc.constantFrom('America/Chicago', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/London');
  const calendar = fc.record({ timeZone: zone, dayStart: fc.constantFrom('00:00', '05:30', '12:00') });
  /** The weeks around the jumps of the clocks of 2026 among them. */
  const day = fc.integer({ min: 0, max: 400 }).map((count) => addDays('2025-12-01', count));
  const slots = fc.uniqueArray(
    fc.record({ slot: fc.integer({ min: 1, max: 130 }), items: fc.integer({ min: 1, max: 90 }) }),
    {
      selector: ({ slot }) => slot,
      maxLength: 30,
    },
  );
  const scene = fc
    .record({ calendar, day, slots, picks: fc.array(fc.nat({ max: 7_200 }), { minLength: 8, maxLength: 120 }) })
    .map(({ calendar: site, day: of, slots: lastWeekSlots, picks }) => {
      const work = new Map<IsoDay, WorkedHour[]>();
      for (const [week, shift] of [0, 30, 60, 90].entries()) {
        const past = addDays(of, -7 * (week + 1));
        const buckets = hourBuckets(site.timeZone, ...edges(businessDayInterval(site, past)));
        const rows = picks.slice(shift, shift + 30).flatMap((workSeconds, index): WorkedHour[] => {
          const bucket = buckets[index];
          return bucket === undefined ? [] : [{ hourStart: bucket.start, workSeconds }];
        });
        work.set(past, rows);
      }
      return { site, day: of, work, lastWeekSlots, history: historyOf(site, of, { lastWeekSlots, work }) };
    });
  const edges = ({ start, end }: { start: EpochSeconds; end: EpochSeconds }): [EpochSeconds, EpochSeconds] => [
    start,
    end,
  ];
  const never = (line: readonly number[]) => line.every((value, index) => value >= (line[index - 1] ?? 0));

  it('the past never falls, begins with nothing and ends with all of it', () => {
    fc.assert(
      fc.property(scene, ({ work, lastWeekSlots, history }) => {
        const worked = [...work.values()].flat().reduce((sum, { workSeconds }) => sum + workSeconds, 0);
        expect(history.usual?.at(-1) ?? 0).toBe(worked);
        expect(never(history.usual ?? [])).toBe(true);
        expect(history.lastWeek?.at(-1) ?? 0).toBe(lastWeekSlots.reduce((sum, { items }) => sum + items, 0));
        expect(never(history.lastWeek ?? [])).toBe(true);
      }),
    );
  });

  it('the target never falls and goes from 0 to the goal', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 1_000_000 }), ({ history: { usual } }, goal) => {
        if (usual === null) return;
        const total = usual.at(-1) ?? 0;
        const line = usual.map((done) => targetAt(goal, done, total) ?? -1);
        expect(never(line)).toBe(true);
        expect(line[0]).toBe(0);
        expect(line.at(-1)).toBe(goal);
      }),
    );
  });

  it('the goal is reached at the first second at which the usual work for it is done', () => {
    const own = fc.record({
      goal: fc.integer({ min: 1, max: 6_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      slots,
    });
    fc.assert(
      fc.property(scene, own, ({ site, day: of, history: { usual } }, { goal, share, slots: ownSlots }) => {
        const interval = businessDayInterval(site, of);
        const now = interval.start + Math.floor((interval.end - interval.start - 1) * share);
        const items = cumulate(ownSlots, 131);
        const input = { goal, interval, now, finished: items.at(-1) ?? 0, items, usual };
        const forecast = forecastOf(input);
        if (forecast.kind === 'short') expect(forecast.itemsAtEnd ?? 0).toBeLessThan(goal);
        if (forecast.kind !== 'on_course') return;
        expect(forecast.at).toBeGreaterThanOrEqual(now);
        expect(forecast.itemsAtEnd ?? goal).toBeGreaterThanOrEqual(goal);
        const better = forecastOf({ ...input, finished: input.finished + 1 });
        if (better.kind === 'on_course') expect(better.at).toBeLessThanOrEqual(forecast.at);
        else expect(better.kind).toBe('reached');
        if (usual === null || forecast.basis === 'clock') return;
        const done = (when: EpochSeconds) => valueAt(usual, interval.start, when) - valueAt(usual, interval.start, now);
        const lastEdge = Math.floor((now - interval.start) / SLOT_SECONDS);
        const ofHour = (usual[lastEdge] ?? 0) - (usual[lastEdge - 4] ?? 0);
        const enough = (when: EpochSeconds) => done(when) * forecast.itemsLastHour >= (goal - input.finished) * ofHour;
        expect(enough(forecast.at)).toBe(true);
        if (forecast.at > now) expect(enough(forecast.at - 1)).toBe(false);
      }),
    );
  });
});
