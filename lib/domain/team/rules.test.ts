import { describe, expect, it } from 'vitest';
import { fraction, rounded, whole } from '@/lib/domain/scoring/fraction';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { attendancePercent, capacityState, changePercent, goalOn, healthOf, sameLocalTime } from './rules';

const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const at = (text: string) => fromIsoInstant(text);

describe('sameLocalTime', () => {
  const back = (now: string, days = 1, calendar = chicago) => toIsoInstant(sameLocalTime(calendar, at(now), days));

  it('is the same wall clock, whatever the clocks did in between', () => {
    expect(back('2026-03-10T14:00:00-05:00')).toBe('2026-03-09T19:00:00Z');
    // On 8 March the clocks jump: 14:00 is 13 hours into the day, a day before 14.
    expect(back('2026-03-08T14:00:00-05:00')).toBe('2026-03-07T20:00:00Z');
    expect(back('2026-11-02T14:00:00-06:00')).toBe('2026-11-01T20:00:00Z');
    expect(back('2026-03-10T14:00:00-05:00', 28)).toBe('2026-02-10T20:00:00Z');
  });

  it('moves a skipped time forward and takes the first of a repeated one', () => {
    expect(back('2026-03-09T02:30:00-05:00')).toBe('2026-03-08T08:30:00Z'); // 02:30 became 03:30
    expect(back('2026-11-02T01:30:00-06:00')).toBe('2026-11-01T06:30:00Z'); // the first 01:30
  });

  it('stays within the business day of a site whose day begins later', () => {
    const early = { timeZone: 'America/Chicago', dayStart: '06:00' };
    expect(back('2026-03-11T02:00:00-05:00', 1, early)).toBe('2026-03-10T07:00:00Z');
  });
});

describe('shares', () => {
  it('compares changes with what was there before', () => {
    const change = changePercent(90, 120);
    expect(change && rounded(change, 2)).toBe(-25);
    expect(changePercent(5, 0)).toBeNull();
  });

  it('takes the goal that was set last; none and 0 are no goal', () => {
    const goals = [
      { validFrom: '2000-01-01', dailyGoalItems: 900 },
      { validFrom: '2026-03-05', dailyGoalItems: 1_000 },
      { validFrom: '2026-03-09', dailyGoalItems: 0 },
    ];
    expect(goalOn(goals, '2026-03-04')).toBe(900);
    expect(goalOn(goals, '2026-03-05')).toBe(1_000);
    expect(goalOn(goals, '2026-03-09')).toBeNull();
    expect(goalOn([], '2026-03-09')).toBeNull();
  });

  it.each([
    [69_999, 'under_used'],
    [70_000, 'in_range'],
    [90_000, 'in_range'],
    [90_001, 'near_limit'],
  ])('a use of %d thousandths of a percent is %s', (thousandths, state) => {
    expect(capacityState(fraction(thousandths, 1_000))).toBe(state);
  });

  it('has no state without capacity', () => {
    expect(capacityState(null)).toBeNull();
  });
});

describe('attendancePercent', () => {
  const shown = (came: number, days: { came: number; cameUntil: number }[]) => {
    const { expected, percent } = attendancePercent(came, days);
    return [expected && rounded(expected, 2), percent && rounded(percent, 2)];
  };

  it('leaves days out on which nobody came', () => {
    // (10 + 8 + 9) / 3 = 9
    const days = [
      { came: 12, cameUntil: 10 },
      { came: 0, cameUntil: 0 },
      { came: 8, cameUntil: 8 },
      { came: 11, cameUntil: 9 },
    ];
    expect(shown(6, days)).toEqual([9, 66.67]);
    expect(shown(12, days)).toEqual([9, 100]);
  });

  it('does not exist without earlier days or when nobody ever comes by now', () => {
    expect(shown(6, [])).toEqual([null, null]);
    expect(shown(6, [{ came: 5, cameUntil: 0 }])).toEqual([0, null]);
  });
});

describe('healthOf', () => {
  const none = { attendance: null, efficiency: null, criticalDepartments: 0, utilization: null };

  it('takes away what is missing of each term', () => {
    // 0.5 x 10 + 0.3 x 20 + 5 x 2 + 0.2 x 5 = 22
    const health = healthOf({
      attendance: whole(80),
      efficiency: whole(50),
      criticalDepartments: 2,
      utilization: whole(65),
    });
    expect(rounded(health.score, 2)).toBe(78);
    expect(health.label).toBe('good');
    expect(Object.values(health.penalties).map((one) => one && rounded(one, 2))).toEqual([5, 6, 10, 1]);
  });

  it('leaves terms out that do not exist', () => {
    const health = healthOf({ ...none, utilization: whole(50) });
    expect(rounded(health.score, 2)).toBe(96);
    expect(health.penalties).toMatchObject({ attendance: null, efficiency: null });
  });

  it('gains nothing above the marks and never falls below 0', () => {
    expect(rounded(healthOf({ ...none, attendance: whole(100), efficiency: whole(300) }).score, 2)).toBe(100);
    expect(rounded(healthOf({ ...none, criticalDepartments: 30 }).score, 2)).toBe(0);
  });

  it.each([
    [85_000, 'excellent'],
    [84_999, 'good'],
    [70_000, 'good'],
    [69_999, 'needs_attention'],
    [50_000, 'needs_attention'],
    [49_999, 'critical'],
  ])('a score of %d thousandths is %s', (thousandths, label) => {
    // 5 per department and 0.2 x the missing utilization give any score from 50 up; below, one department more.
    const taken = 100_000 - thousandths;
    const criticalDepartments = Math.floor(taken / 5_000);
    const rest = taken - criticalDepartments * 5_000;
    const health = healthOf({
      ...none,
      criticalDepartments,
      utilization: fraction(70_000 - rest * 5, 1_000),
    });
    expect(rounded(health.score, 3)).toBe(thousandths / 1_000);
    expect(health.label).toBe(label);
  });
});
