import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import { at, heatPress, packing, picking, type Times, timeOf } from '@/lib/domain/scoring/scoring-fixtures';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { oracleInputArb } from '@/test/oracle/arbitraries';
import { explained, personDayOf } from './person-day-fixtures';
import { pieceNear, piecesOf, prepareTimeline, type Timeline, type TimelineLane } from './prepare-timeline';

const LATER = at('16 00:00');
const options = (now = LATER) => ({ timeZone: 'UTC', now });

function timelineOf(times: Times, scoredAt = LATER, now = scoredAt): Timeline {
  const timeline = prepareTimeline(personDayOf(times, scoredAt), options(now));
  if (timeline === null) throw new Error('There is nothing on this day.');
  return timeline;
}

function laneOf(timeline: Timeline, key: string): TimelineLane {
  const lane = timeline.lanes.find((one) => one.key === key);
  if (lane === undefined) throw new Error(`There is no lane ${key}.`);
  return lane;
}

const spans = (lane: TimelineLane) =>
  lane.rows.map((row) => row.map((one) => `${timeOf(one.start)}-${timeOf(one.end)} ${one.kind}`));

/** The worked example 1 of domain.md 12, with more around it. */
const MORNING: Times = {
  periods: [['06:00', '10:00']],
  breaks: [['08:00', '08:20', 'paid']],
  activities: [
    ['06:20', '06:30', heatPress, 7],
    ['06:50', '07:00', null, 3],
    ['07:10', '07:50', packing, 15],
    ['08:25', '09:10', packing, 11],
    ['10:20', '10:30', packing, 2],
  ],
};

describe('the lanes of a day', () => {
  it('are the day itself, clock, breaks, each department in flow order, and idle with its allowance', () => {
    const timeline = timelineOf(MORNING);
    expect(timeline.lanes.map((lane) => lane.key)).toEqual([
      'day',
      'clock',
      'breaks',
      'work-Heat Press',
      'work-Packing',
      'work-Unmapped work',
      'idle',
    ]);
    expect(spans(laneOf(timeline, 'idle'))).toEqual([
      [
        '06:00-06:15 allowance',
        '06:15-06:20 idle',
        '06:30-06:45 allowance',
        '06:45-06:50 idle',
        '09:10-09:25 allowance',
        '09:25-09:45 idle',
      ],
    ]);
    expect(spans(laneOf(timeline, 'day'))[0]?.slice(-3)).toEqual([
      '09:45-10:00 work',
      '10:00-10:20 off',
      '10:20-10:30 outside',
    ]);
    expect(timeline.isOpen).toBe(false);
  });

  it('say of each piece what it is and why', () => {
    const timeline = timelineOf(MORNING);
    const words = (key: string) =>
      laneOf(timeline, key)
        .rows.flat()
        .map(({ what, why }) => `${what} | ${why}`);
    expect(words('idle').filter((text) => text.startsWith('Idle'))).toEqual([
      'Idle | No scan for 5 min after the 15 min for settling in, which ran from 06:00:00. It ended with the next scan.',
      'Idle, Heat Press | No scans at Heat Press for 5 min after the allowance of 15 min, which ran from 06:30:00. It ended with the next scan.',
      'Idle, Packing | No scans at Packing for 20 min after the allowance of 15 min, which ran from 09:10:00. It ended with the last 15 min, which are for cleaning up.',
    ]);
    expect(words('work-Unmapped work')[0]).toContain('3 items of type Folding');
    expect(words('breaks')).toEqual(['Paid break | Neither active nor idle.']);
    expect(words('work-Packing').at(-1)).toBe(
      '2 items, 1.600 points | Off the clock: counts for items and points, never for active time.',
    );
  });

  it('keep allowances and idle time out of the breaks within them', () => {
    const timeline = timelineOf({
      periods: [['06:00', '08:00']],
      // Shorter than an interruption, so that the pause goes on after it.
      breaks: [['06:50:00', '06:50:30']],
      activities: [
        ['06:00', '06:30', heatPress],
        ['07:10', '08:00', heatPress],
      ],
    });
    expect(spans(laneOf(timeline, 'idle'))).toEqual([
      ['06:30-06:45 allowance', '06:45-06:50 idle', '06:50:30-07:10 idle'],
    ]);
  });

  it('lay what overlaps in rows below each other', () => {
    const timeline = timelineOf({
      periods: [
        ['06:00', '08:00'],
        ['07:00', '09:00'],
      ],
      activities: [
        ['06:00', '06:30', picking, 100],
        ['06:10', '06:40', picking, 100],
        ['06:30', '06:50', picking, 100],
      ],
    });
    expect(spans(laneOf(timeline, 'clock'))).toEqual([['06:00-08:00 period'], ['07:00-09:00 period']]);
    expect(spans(laneOf(timeline, 'work-Picking'))).toEqual([
      ['06:00-06:30 activity', '06:30-06:50 activity'],
      ['06:10-06:40 activity'],
    ]);
  });

  it('go on past the score while somebody is there, and say so', () => {
    const times: Times = { periods: [['06:00', null]], activities: [['06:00', '06:20', heatPress]] };
    const timeline = timelineOf(times, at('07:00'), at('07:04'));
    expect(timeline.isOpen).toBe(true);
    expect(spans(laneOf(timeline, 'day'))).toEqual([['06:00-06:35 work', '06:35-07:00 idle', '07:00-07:04 unscored']]);
    expect(laneOf(timeline, 'clock').rows.flat()).toMatchObject([
      { isOpen: true, end: at('07:04'), why: 'Clocked in now.' },
    ]);
    expect(laneOf(timeline, 'idle').rows.flat().at(-1)?.why).toContain('It went on when the score was made.');
  });

  it('end a punch without clock-out where it counts as closed', () => {
    const timeline = timelineOf({ periods: [['06:00', null]], activities: [['06:00', '06:20', heatPress]] });
    expect(laneOf(timeline, 'clock').rows.flat()).toMatchObject([
      { isOpen: false, end: at('20:00'), why: 'Nobody clocked out: it counts as closed at 20:00:00.' },
    ]);
  });

  it('of a day without scans or without a clock say just that', () => {
    const without = personDayOf({ periods: [['06:00', '07:00']] }, LATER, { isScanning: false });
    expect(prepareTimeline(without, options())?.lanes[0]?.rows.flat()).toMatchObject([
      { kind: 'no_scans', why: 'This person does not scan: neither active nor idle.' },
    ]);
    const contractor = timelineOf({ activities: [['06:00', '06:30', packing, 10]] });
    expect(contractor.lanes.map((lane) => lane.key)).toEqual(['day', 'work-Packing']);
    expect(prepareTimeline(personDayOf({}, LATER), options())).toBeNull();
  });
});

describe('the window', () => {
  it('has margins to the quarter of an hour and is at least two hours long', () => {
    const { window } = timelineOf({ periods: [['06:01', '10:59']] });
    expect([window.start, window.end].map(timeOf)).toEqual(['05:45', '11:15']);
    const short = timelineOf({ periods: [['06:05', '06:20']] }).window;
    expect([short.start, short.end].map(timeOf)).toEqual(['06:00', '08:00']);
  });

  it('marks real hours where the clocks jump, and goes on over midnight', () => {
    const facts = factsOfDay(
      assignFacts({
        calendar: { timeZone: 'America/Chicago', dayStart: '00:00' },
        settings: { maxOpenHours: 14, minOpenHours: 4, chainGapHours: 2, chainSpanHours: 16 },
        periods: [
          {
            id: 1,
            clockIn: fromIsoInstant('2026-10-31T22:00:00-05:00'),
            clockOut: fromIsoInstant('2026-11-01T06:00:00-06:00'),
          },
        ],
        breaks: [],
        activities: [],
      }),
      '2026-10-31',
    );
    const now = fromIsoInstant('2026-11-05T00:00:00Z');
    const day = explained(facts, new Map(), now);
    const timeline = prepareTimeline(day, { timeZone: 'America/Chicago', now });
    expect(day.score.presentSeconds).toBe(9 * 3600);
    expect(timeline?.marks.map((mark) => `${mark.label}${mark.isJump ? '!' : ''}`)).toEqual([
      '22:00',
      '23:00',
      '00:00',
      '01:00',
      '01:00!',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
  });
});

describe('the piece under a finger', () => {
  it('is the one there, else the nearest not too far away', () => {
    const lane = laneOf(timelineOf(MORNING), 'work-Packing');
    expect(pieceNear(lane, 0, at('07:20'), 0)?.start).toBe(at('07:10'));
    expect(pieceNear(lane, 0, at('07:55'), 300)?.start).toBe(at('07:10'));
    expect(pieceNear(lane, 0, at('08:07'), 300)).toBeNull();
    expect(pieceNear(lane, 7, at('07:20'), 0)).toBeNull();
  });
});

describe('of any day', () => {
  it('the day covers every second from the first to the last fact once, and no row overlaps itself', () => {
    fc.assert(
      fc.property(oracleInputArb, fc.integer({ min: 0, max: 3 * 3600 }), (input, later) => {
        const rolesOnDay = new Map(
          input.roles.map(({ id, type, ...role }) => [id, { roleId: id, roleType: type, ...role }] as const),
        );
        const facts = factsOfDay(assignFacts(input), input.day);
        const day = explained(facts, rolesOnDay, input.now);
        const timeline = prepareTimeline(day, { timeZone: input.calendar.timeZone, now: input.now + later });
        if (timeline === null) {
          expect(day.segments).toEqual([]);
          return;
        }
        for (const lane of timeline.lanes) {
          for (const row of lane.rows) {
            for (const [index, piece] of row.entries()) {
              expect(piece.end).toBeGreaterThanOrEqual(piece.start);
              expect(piece.start).toBeGreaterThanOrEqual(row[index - 1]?.end ?? timeline.window.start);
              expect(piece.end).toBeLessThanOrEqual(timeline.window.end);
            }
          }
        }
        const pieces = piecesOf(timeline.lanes);
        expect(new Set(pieces.map((piece) => piece.id)).size).toBe(pieces.length);
        const whole = timeline.lanes.find((lane) => lane.key === 'day')?.rows ?? [];
        expect(whole.length).toBeLessThanOrEqual(1);
        for (const [index, piece] of (whole[0] ?? []).entries()) {
          expect(piece.start).toBe(whole[0]?.[index - 1]?.end ?? piece.start);
        }
        const secondsOf = (key: string, kind: string) =>
          (timeline.lanes.find((lane) => lane.key === key)?.rows.flat() ?? [])
            .filter((piece) => piece.kind === kind)
            .reduce((sum, piece) => sum + piece.end - piece.start, 0);
        expect(secondsOf('day', 'work')).toBe(day.score.activeSeconds);
        expect(secondsOf('day', 'idle')).toBe(day.score.idleSeconds);
        expect(secondsOf('idle', 'idle')).toBe(day.score.idleSeconds);
        expect(secondsOf('idle', 'allowance')).toBe(day.idle.reduce((sum, one) => sum + one.allowanceSeconds, 0));
        expect(secondsOf('day', 'break')).toBe(day.score.breakSeconds);
      }),
      { numRuns: 300 },
    );
  });
});
