import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracleInputArb } from '@/test/oracle/arbitraries';
import { type DayExplanation, explainPersonDay, type SegmentKind } from './explain';
import { assignFacts, factsOfDay, scorePersonDay } from './rules';
import {
  at,
  calendar,
  factsOf,
  heatPress,
  packing,
  picking,
  roles,
  settings,
  type Times,
  timeOf,
} from './scoring-fixtures';

function explain(times: Times, now = '16 00:00'): DayExplanation {
  const facts = factsOfDay(assignFacts({ calendar, settings, ...factsOf(times) }), '2026-06-09');
  return explainPersonDay(facts, roles, at(now));
}

const spans = (day: DayExplanation) =>
  day.segments.map((one) => `${timeOf(one.start)}-${timeOf(one.end)} ${one.kind} ${one.roleIds.join('+')}`.trim());
const secondsOf = (day: DayExplanation, ...kinds: SegmentKind[]) =>
  day.segments.filter((one) => kinds.includes(one.kind)).reduce((sum, one) => sum + one.end - one.start, 0);

describe('how the score of a person-day comes about', () => {
  it('names the allowance that ran out before each idle period (domain.md 12.1)', () => {
    const day = explain({
      periods: [['06:00', '08:00']],
      activities: [
        ['06:20', '06:30', heatPress, 5],
        ['06:50', '07:00', heatPress, 5],
      ],
    });
    expect(
      day.idle.map((one) => [timeOf(one.startTime), timeOf(one.endTime), one.allowanceSeconds, one.cause]),
    ).toEqual([
      ['06:15', '06:20', 900, { kind: 'settling_in' }],
      ['06:45', '06:50', 900, { kind: 'activity', activityId: 1 }],
      ['07:15', '07:45', 900, { kind: 'activity', activityId: 2 }],
    ]);
    expect(day.idle.map((one) => [timeOf(one.allowanceFrom), one.endedBy])).toEqual([
      ['06:00', 'activity'],
      ['06:30', 'activity'],
      ['07:00', 'clean_up'],
    ]);
    expect(day).toMatchObject({ clockedSeconds: 7200, idleSeconds: 2400, activeSeconds: 4800, activeFrom: 'clock' });
    expect(spans(day)).toEqual([
      '06:00-06:15 work 4',
      '06:15-06:20 idle 4',
      '06:20-06:45 work 4',
      '06:45-06:50 idle 4',
      '06:50-07:15 work 4',
      '07:15-07:45 idle 4',
      '07:45-08:00 work 4',
    ]);
  });

  it('adds the points of the roles up (domain.md 12.4) and hands shared seconds to all who share them', () => {
    const day = explain({
      periods: [['06:00', '07:00']],
      activities: [
        ['06:00', '06:30', picking, 100],
        ['06:30', '06:50', packing, 25],
        ['06:30', '06:50', picking, 0],
        ['06:45', '06:55', packing, 25],
      ],
    });
    expect(day.roles.map((one) => [one.role.roleId, one.items, one.pointsThousandths])).toEqual([
      [1, 100, 100_000],
      [5, 50, 40_000],
    ]);
    expect(day.pointsHundredths).toBe(14_000);
    expect(spans(day)).toEqual(['06:00-06:30 work 1', '06:30-06:45 work 1+5', '06:45-07:00 work 5']);
    expect(day.activities.map((one) => one.allowanceSeconds)).toEqual([1890, 900, 600, 900]);
  });

  it('tells a break, an interruption and time off the clock apart', () => {
    const day = explain({
      periods: [
        ['06:00', '08:00'],
        ['09:00', '10:00'],
      ],
      breaks: [['07:00', '07:30', 'paid']],
      activities: [
        ['06:00', '06:50', packing, 10],
        ['07:30', '08:20', packing, 10],
        ['09:00', '10:00', packing, 10],
      ],
    });
    expect(spans(day)).toEqual([
      '06:00-07:00 work 5',
      '07:00-07:30 break',
      '07:30-08:00 work 5',
      '08:00-08:20 outside 5',
      '08:20-09:00 off',
      '09:00-10:00 work 5',
    ]);
    expect(day).toMatchObject({ presentSeconds: 10_800, breakSeconds: 1800, unpaidSeconds: 0, paidSeconds: 10_800 });
  });

  it('shows a day on the clock without scans as that, and one without clock by its windows', () => {
    expect(spans(explain({ periods: [['06:00', '07:00']] }))).toEqual(['06:00-07:00 no_scans']);
    const contractor = explain({
      activities: [
        ['06:00', '06:30', packing, 10],
        ['06:20', '06:40', null, 10],
        ['07:00', '07:10', packing, 5],
      ],
    });
    expect(spans(contractor)).toEqual(['06:00-06:40 work 5', '06:40-07:00 off', '07:00-07:10 work 5']);
    expect(contractor).toMatchObject({ activeFrom: 'windows', activeSeconds: 3000, clockedSeconds: 0 });
  });

  it('ends with the present while the person is there', () => {
    const day = explain({ periods: [['06:00', null]], activities: [['06:00', '06:20', heatPress, 5]] }, '9 07:00');
    expect(spans(day)).toEqual(['06:00-06:35 work 4', '06:35-07:00 idle 4']);
    expect(day.idle.map((one) => one.endedBy)).toEqual(['still']);
  });

  it('says since when an allowance ran and what a pause ended with (domain.md 12.3)', () => {
    const day = explain({
      periods: [
        ['10:30', '11:00'],
        ['11:30', '12:00'],
      ],
      activities: [
        ['10:30', '10:40', picking, 1],
        ['11:45', '11:50', picking, 1],
      ],
    });
    expect(
      day.idle.map((one) => [timeOf(one.allowanceFrom), timeOf(one.startTime), timeOf(one.endTime), one.endedBy]),
    ).toEqual([
      ['10:40', '10:50', '10:55', 'interruption'],
      ['11:30', '11:40', '11:45', 'activity'],
    ]);
  });

  it('has nothing to show without facts', () => {
    expect(explain({})).toMatchObject({ segments: [], roles: [], activeSeconds: 0, pointsHundredths: 0 });
  });

  it('adds up to the score of any person-day, second by second', () => {
    fc.assert(
      fc.property(oracleInputArb, (input) => {
        const roleMap = new Map(
          input.roles.map(({ id, type, ...role }) => [id, { roleId: id, roleType: type, ...role }] as const),
        );
        const facts = factsOfDay(assignFacts(input), input.day);
        const { score, idlePeriods, roleTotals } = scorePersonDay({
          ...input,
          payRates: [],
          roles: roleMap,
          facts,
        });
        const day = explainPersonDay(facts, roleMap, input.now);
        for (const [index, one] of day.segments.entries()) {
          expect(one.end).toBeGreaterThan(one.start);
          expect(one.start).toBe(day.segments[index - 1]?.end ?? one.start);
        }
        if (score === null) return;
        expect(day.pointsHundredths).toBe(score.pointsHundredths);
        expect(day.items).toBe(score.itemsProcessed);
        expect(day.clockedSeconds).toBe(score.clockedSeconds);
        expect(day.paidSeconds).toBe(score.paidSeconds);
        expect(day.activeSeconds).toBe(score.activeSeconds);
        expect(day.idle).toMatchObject(idlePeriods);
        for (const [index, one] of day.idle.entries()) {
          expect(one.allowanceFrom).toBeGreaterThanOrEqual(day.idle[index - 1]?.endTime ?? 0);
          const before = day.segments
            .filter((part) => part.kind === 'work')
            .map((part) => Math.min(part.end, one.startTime) - Math.max(part.start, one.allowanceFrom));
          expect(before.reduce((sum, seconds) => sum + Math.max(0, seconds), 0)).toBe(one.allowanceSeconds);
        }
        expect(day.roles.map((one) => [one.role.roleId, one.items, one.pointsThousandths, one.workedSeconds])).toEqual(
          roleTotals.map((one) => [one.roleId, one.items, one.pointsThousandths, one.workedSeconds]),
        );
        expect(secondsOf(day, 'work')).toBe(score.activeSeconds);
        expect(secondsOf(day, 'idle')).toBe(score.idleSeconds);
        expect(secondsOf(day, 'break')).toBe(score.breakSeconds);
        if (!score.isEstimated) expect(secondsOf(day, 'work', 'idle', 'no_scans')).toBe(score.clockedSeconds);
      }),
      { numRuns: 400 },
    );
  });
});
