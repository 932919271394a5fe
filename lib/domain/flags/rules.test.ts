import { describe, expect, it } from 'vitest';
import { resolvePeriods } from '@/lib/domain/clock/rules';
import {
  at,
  calendar,
  factsOf,
  heatPress,
  labeling,
  picking,
  roles,
  settings,
  type Times,
} from '@/lib/domain/scoring/scoring-fixtures';
import { unionOf } from '@/lib/platform/time/intervals';
import { flagsOfDay } from './rules';

const always = unionOf([{ start: at('00:00'), end: at('10 00:00') }]);

function flags(
  times: Times,
  more: { presence?: typeof always; employeeId?: number | null; contractor?: boolean } = {},
) {
  const facts = factsOf(times);
  const employeeId = more.employeeId === undefined ? 7 : more.employeeId;
  const { periods } = resolvePeriods(calendar, settings, facts.periods);
  return flagsOfDay({
    activities: facts.activities.map((activity) => ({ ...activity, employeeId, identityId: 1 })),
    roles,
    presence: more.presence ?? always,
    periodsOf: () => periods,
    isContractor: () => more.contractor ?? false,
  }).map((flag) => `${flag.activityId} ${flag.kind} ${flag.severity}`);
}

const shift: Times['periods'] = [['06:00', '14:00']];

describe('flags of a day', () => {
  it('call a count high beyond one and a half and twice the expected pace, at least ten minutes long', () => {
    // Heat press: 40 an hour. 30 minutes: 20 expected, 30 is 1.5 x, 40 is 2 x.
    const count = (items: number, end = '07:30') =>
      flags({ periods: shift, activities: [['07:00', end, heatPress, items]] });
    expect(count(30)).toEqual([]);
    expect(count(31)).toEqual(['1 high_count medium']);
    expect(count(40)).toEqual(['1 high_count medium']);
    expect(count(41)).toEqual(['1 high_count high']);
    // One minute counts as ten: 6.67 expected, 10 is 1.5 x.
    expect(count(10, '07:01')).toEqual([]);
    expect(count(11, '07:01')).toEqual(['1 high_count medium']);
    expect(flags({ periods: shift, activities: [['07:00', '07:10', null, 9_999]] })).toEqual([]);
  });

  it('notice that nobody is clocked in at the site', () => {
    const presence = unionOf([{ start: at('06:00'), end: at('07:00') }]);
    const times = (start: string): Times => ({ periods: shift, activities: [[start, '07:30', heatPress]] });
    expect(flags(times('06:59:59'), { presence })).toEqual([]);
    expect(flags(times('07:00'), { presence })).toEqual(['1 odd_hour low']);
  });

  it('notice work further than half an hour from the own clock, except for contractors and logins of nobody', () => {
    const times = (start: string, end: string): Times => ({ periods: shift, activities: [[start, end, heatPress]] });
    expect(flags(times('05:30', '05:40'))).toEqual([]);
    expect(flags(times('05:29:59', '05:40'))).toEqual(['1 no_clock high']);
    expect(flags(times('14:30', '14:40'))).toEqual([]);
    expect(flags(times('14:30:01', '14:40'))).toEqual(['1 no_clock high']);
    expect(flags(times('16:00', '16:10'), { contractor: true })).toEqual([]);
    expect(flags(times('16:00', '16:10'), { employeeId: null })).toEqual([]);
    expect(flags({ activities: [['08:00', '08:10', heatPress]] })).toEqual(['1 no_clock high']);
  });

  it('notice more than fifteen windows started in the hour before', () => {
    const minute = (n: number) => `0${7 + Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`;
    const starts = (minutes: number[]): Times => ({
      periods: shift,
      activities: minutes.map((n) => [minute(n), minute(n + 1), heatPress]),
    });
    const fifteen = Array.from({ length: 15 }, (_, index) => index);
    expect(flags(starts([...fifteen, 60]))).toEqual([]);
    expect(flags(starts([...fifteen, 15, 60]))).toEqual(['17 burst medium']);
    expect(flags(starts([...fifteen, 15, 61]))).toEqual([]);
    expect(flags(starts([...fifteen, 59, 59]))).toEqual([]);
  });

  it('notice the same count of ten or more three times running in one role', () => {
    const counts = (list: [typeof picking, number][]): Times => ({
      periods: shift,
      activities: list.map(([role, items], index) => [`0${index + 6}:00`, `0${index + 6}:30`, role, items]),
    });
    const of = (role: typeof picking, ...items: number[]) => items.map((one): [typeof picking, number] => [role, one]);
    expect(flags(counts(of(picking, 10, 10)))).toEqual([]);
    expect(flags(counts(of(picking, 10, 10, 10, 10)))).toEqual(['3 repeat medium', '4 repeat medium']);
    expect(flags(counts(of(picking, 9, 9, 9)))).toEqual([]);
    expect(flags(counts(of(picking, 10, 10, 11, 10)))).toEqual([]);
    expect(
      flags(
        counts([
          [picking, 10],
          [labeling, 10],
          [picking, 10],
          [picking, 10],
        ]),
      ),
    ).toEqual(['4 repeat medium']);
  });
});
