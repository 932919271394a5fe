import { describe, expect, it } from 'vitest';
import { MissingRoleError, versionOn } from './roles';
import { canFinalize, unmappedTotals } from './rules';
import {
  at,
  calendar,
  factsOf,
  heatPress,
  kindsOf,
  labeling,
  packing,
  picking,
  roles,
  rowOf,
  score,
  spansOf,
  type Times,
  timeOf,
} from './scoring-fixtures';

describe('the worked examples of domain.md 12', () => {
  const press: Times = {
    periods: [['06:00', '08:00']],
    activities: [
      ['06:20', '06:30', heatPress],
      ['06:50', '07:00', heatPress],
    ],
  };

  it('1: heat press, clocked out', () => {
    const result = score(press);
    expect(spansOf(result.idlePeriods)).toEqual(['06:15-06:20', '06:45-06:50', '07:15-07:45']);
    expect(result.idlePeriods.map((one) => one.roleId)).toEqual([null, 4, 4]);
    expect(rowOf(result)).toMatchObject({
      activeSeconds: 80 * 60,
      idleSeconds: 40 * 60,
      efficiencyTenThousandths: 6667,
    });
  });

  it('1: heat press, still open at 8:00', () => {
    const result = score({ ...press, periods: [['06:00', null]] }, '08:00');
    expect(result.idlePeriods.map((one) => one.durationSeconds / 60)).toEqual([5, 5, 45]);
    expect(rowOf(result).activeSeconds).toBe(65 * 60);
  });

  it('2: picking, a pause of 20 minutes with and without a break in it', () => {
    const picks: Times = {
      periods: [['06:00', '07:00']],
      activities: [
        ['06:00', '06:20', picking, 40],
        ['06:40', '07:00', picking, 40],
      ],
    };
    expect(rowOf(score(picks)).idleSeconds).toBe(444);
    expect(rowOf(score({ ...picks, breaks: [['06:25', '06:35']] })).idleSeconds).toBe(0);
  });

  it('3: clock-out and return', () => {
    const batch: Times = {
      periods: [
        ['10:30', '11:00'],
        ['11:30', '12:00'],
      ],
      activities: [
        ['10:30', '10:40', picking, 1],
        ['11:45', '11:50', picking, 1],
      ],
    };
    const knownAt1115 = { periods: batch.periods?.slice(0, 1), activities: batch.activities?.slice(0, 1) };
    expect(rowOf(score(knownAt1115, '11:15')).idleSeconds).toBe(0);
    expect(spansOf(score(batch).idlePeriods)).toEqual(['10:50-10:55', '11:40-11:45']);
  });

  it('4: points', () => {
    const result = score({
      activities: [
        ['06:00', '06:10', picking, 100],
        ['06:10', '06:20', packing, 50],
      ],
    });
    expect(rowOf(result)).toMatchObject({ pointsHundredths: 14_000, itemsProcessed: 150, finishedItems: 50 });
  });

  it('5: a salary and a paid break', () => {
    const hours: [string, string, number][] = [
      ['06:00', '07:00', 70],
      ['07:00', '08:00', 70],
      ['08:00', '09:00', 70],
      ['09:00', '10:00', 70],
      ['10:30', '11:30', 70],
      ['11:30', '12:00', 50],
    ];
    const result = score(
      {
        periods: [['06:00', '14:30']],
        breaks: [['10:00', '10:30', 'paid']],
        activities: hours.map(([start, end, items]) => [start, end, heatPress, items]),
      },
      undefined,
      { payRates: [{ effectiveFrom: '2026-01-01', payType: 'salary', amountCents: 270_400 }] },
    );
    expect(rowOf(result)).toMatchObject({
      paidSeconds: 8.5 * 3600,
      clockedSeconds: 8 * 3600,
      activeSeconds: 6 * 3600,
      itemsProcessed: 400,
    });
    const cents = { labourCents: 11_050, activeCents: 7800, idleCents: 2600, breakCents: 650 };
    expect(result.costs).toEqual([{ roleId: 4, hourlyCents: 1300, isDefaultRate: false, ...cents }]);
  });

  it('6: a night', () => {
    const night: Times = {
      periods: [
        ['9 22:00', '10 01:30'],
        ['10 02:00', '10 06:00'],
      ],
      activities: [
        ['10 02:30', '10 02:40', picking],
        ['10 07:00', '10 07:10', picking],
      ],
    };
    expect(rowOf(score(night))).toMatchObject({ clockedSeconds: 7.5 * 3600, activityCount: 1, isEstimated: false });
    const next = score(night, undefined, { day: 10 });
    expect(rowOf(next)).toMatchObject({ activityCount: 1, isEstimated: true });
    expect(kindsOf(next)).toEqual(['work_without_clock']);
  });

  it('7: both 01:30 of 1 November in Chicago', () => {
    const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
    const windowAt = (text: string, id: number) => {
      const windowStart = Date.parse(text) / 1000;
      return { id, roleId: 1, itemsCount: 1, windowStart, windowEnd: windowStart + 60 };
    };
    const activities = [windowAt('2026-11-01T06:30:00Z', 1), windowAt('2026-11-01T07:30:00Z', 2)];
    const rows = unmappedTotals({ calendar: chicago, day: '2026-11-01', activities, roles });
    expect(rows.map((row) => new Date(row.hourStart * 1000).toISOString())).toEqual([
      '2026-11-01T06:00:00.000Z',
      '2026-11-01T07:00:00.000Z',
    ]);
  });
});

describe('the clock of a day', () => {
  it('unites periods that overlap and says so on both', () => {
    const result = score({
      periods: [
        ['06:00', '08:00'],
        ['07:00', '09:00'],
      ],
      activities: [['06:00', '06:30', picking]],
    });
    expect(rowOf(result)).toMatchObject({ clockedSeconds: 3 * 3600, paidSeconds: 3 * 3600 });
    expect(result.issues).toEqual([{ kind: 'overlap', periodIds: [1, 2], breakIds: [], seconds: null }]);
  });

  it('pays paid breaks, also between two periods, and never counts breaks as work', () => {
    const result = score({
      periods: [
        ['06:00', '08:00'],
        ['08:30', '10:00'],
      ],
      breaks: [
        ['08:00', '08:30', 'paid'],
        ['09:00', '09:10'],
      ],
      activities: [['06:00', '06:30', picking]],
    });
    expect(rowOf(result)).toMatchObject({
      clockedSeconds: 12_600 - 600,
      paidSeconds: 14_400 - 600,
      breakSeconds: 2400,
    });
  });

  it('ends at the present while something is open', () => {
    const result = score({ periods: [['06:00', null]], breaks: [['08:00', null]] }, '08:30');
    expect(rowOf(result)).toMatchObject({ clockedSeconds: 7200, breakSeconds: 1800, lastClockOut: null });
    expect([result.hasOpen, result.openUntil]).toEqual([true, at('20:00')]);
  });

  it('never ends before it begins', () => {
    const result = score({ periods: [['06:00', '08:00']], breaks: [['07:00', '07:30', 'paid']] }, '05:00');
    expect(rowOf(result)).toMatchObject({ clockedSeconds: 0, paidSeconds: 0, efficiencyTenThousandths: null });
    expect([result.hasOpen, result.openUntil, kindsOf(result)]).toEqual([true, null, []]);
  });

  it('counts as closed at the cap', () => {
    const result = score({ periods: [['06:00', null]], activities: [['06:00', '06:10', picking]] }, '22:00');
    expect(rowOf(result)).toMatchObject({ clockedSeconds: 14 * 3600, lastClockOut: null });
    expect(kindsOf(result)).toEqual(['missing_clock_out']);
    expect([result.hasOpen, result.lastEnd]).toEqual([false, at('20:00')]);
  });

  it('shows the first punch in and the last one out', () => {
    const result = score({
      periods: [
        ['09:00', '10:00'],
        ['06:00', '08:00'],
      ],
    });
    expect(rowOf(result)).toMatchObject({ firstClockIn: at('06:00'), lastClockOut: at('10:00') });
    expect(
      rowOf(
        score({
          periods: [
            ['06:00', '08:00'],
            ['09:00', null],
          ],
        }),
      ).lastClockOut,
    ).toBeNull();
    expect(
      rowOf(
        score({
          periods: [
            ['06:00', null],
            ['09:00', '10:00'],
          ],
        }),
      ).lastClockOut,
    ).toBe(at('10:00'));
    expect(rowOf(score({ periods: [['06:00', '08:00']], breaks: [['08:00', null]] }, '09:00')).lastClockOut).toBeNull();
  });
});

describe('idle time', () => {
  it('is measured in work time: breaks and time off the clock do not exist in it', () => {
    const result = score({
      periods: [['06:00', '10:00']],
      breaks: [['07:00', '07:30']],
      activities: [
        ['06:00', '06:50', heatPress],
        ['08:20', '10:00', heatPress],
      ],
    });
    // 06:50 + 15 min leads to 07:35; the interruption at 07:00 allows until 07:40
    expect(spansOf(result.idlePeriods)).toEqual(['07:40-08:20']);
    expect(result.idlePeriods[0]?.roleId).toBeNull();
  });

  it('starts at the latest and ends at the earliest instant of its work time', () => {
    const result = score({
      periods: [
        ['06:00', '06:30'],
        ['06:30:59', '07:00'],
        ['07:00:59', '09:00'],
      ],
      activities: [
        ['06:00', '06:15', heatPress],
        ['07:00:59', '07:10', heatPress],
      ],
    });
    // holes of 59 s are no interruption; the deadline falls on the first hole, the next start on the second
    expect(spansOf(result.idlePeriods).slice(0, 1)).toEqual(['06:30:59-07:00']);
    expect(result.idlePeriods[0]?.durationSeconds).toBe(29 * 60 + 1);
  });

  it('takes a hole of 60 seconds as an interruption', () => {
    const pause = (end: string) =>
      score({
        periods: [
          ['06:00', '07:00'],
          [end, '09:00'],
        ],
        activities: [
          ['06:00', '06:10', heatPress],
          ['08:00', '09:00', heatPress],
        ],
      });
    expect(spansOf(pause('07:00:59').idlePeriods)).toEqual(['06:25-08:00']);
    expect(spansOf(pause('07:01').idlePeriods)).toEqual(['06:25-06:55', '07:11-08:00']);
  });

  it('has the last five minutes free on a break, none at work', () => {
    const day: Times = { periods: [['06:00', null]], activities: [['06:00', '06:10', heatPress]] };
    expect(spansOf(score({ ...day, breaks: [['07:00', null]] }, '07:20').idlePeriods)).toEqual(['06:25-06:55']);
    expect(spansOf(score(day, '07:00').idlePeriods)).toEqual(['06:25-07:00']);
    expect(spansOf(score({ ...day, periods: [['06:00', '07:00']] }, '07:00').idlePeriods)).toEqual(['06:25-06:45']);
  });

  it('takes scans during a break and without a role as signs of work', () => {
    const result = score({
      periods: [['06:00', '07:30']],
      breaks: [['06:30', '06:40']],
      activities: [
        ['06:05', '06:10', null],
        ['06:31', '06:39', heatPress],
      ],
    });
    // no role: until 06:25; interruption: 06:25 to 06:50; the scan in the break: 06:30 = 06:40, until 06:55
    expect(spansOf(result.idlePeriods)).toEqual(['06:55-07:15']);
    expect(result.idlePeriods[0]?.roleId).toBe(4);
  });

  it('ignores windows that do not share a second with the clock', () => {
    const result = score({
      periods: [['06:00', '08:00']],
      activities: [
        ['05:50', '06:00', heatPress],
        ['06:10', '06:20', heatPress],
        ['08:00', '08:10', heatPress],
      ],
    });
    expect(spansOf(result.idlePeriods)).toEqual(['06:35-07:45']);
  });

  it('belongs to the lowest flow order when several set the same deadline, else to none', () => {
    const roleOfIdle = (...ofRoles: (typeof picking | null)[]) =>
      score({
        periods: [['06:00', '09:00']],
        activities: ofRoles.map((role) => ['06:00', '06:30', role]),
      }).idlePeriods[0]?.roleId;
    expect(roleOfIdle(packing, heatPress, null)).toBe(4);
    expect(roleOfIdle(null, packing)).toBe(5);
    expect(roleOfIdle(null)).toBeNull();
  });

  it('is not measured on a day without a scan on the clock, which is an issue once the person is gone', () => {
    const day: Times = { periods: [['06:00', '12:00']], activities: [['05:00', '05:02', picking]] };
    const result = score(day);
    expect(rowOf(result)).toMatchObject({ activeSeconds: 0, idleSeconds: 0, idleCount: 0, clockedSeconds: 6 * 3600 });
    expect(kindsOf(result)).toEqual(['no_scans']);
    expect(kindsOf(score(day, '11:59:59'))).toEqual([]);
    expect(kindsOf(score(day, undefined, { employee: { isContractor: false, isScanning: false } }))).toEqual([]);
  });
});

describe('work and the clock', () => {
  it('is estimated from the windows when there is no clock period', () => {
    const result = score({
      activities: [
        ['06:00', '06:30', picking],
        ['06:20', '06:50', null],
        ['08:00', '08:10', packing],
      ],
    });
    expect(rowOf(result)).toMatchObject({
      isEstimated: true,
      activeSeconds: 3600,
      clockedSeconds: 0,
      paidSeconds: 0,
      idleSeconds: 0,
      efficiencyTenThousandths: null,
      activityCount: 2,
    });
    expect(result.hourlyPresence.map((row) => [timeOf(row.hourStart), row.workSeconds])).toEqual([
      ['06:00', 3000],
      ['08:00', 600],
    ]);
    expect(result.roleTotals.map((row) => row.workedSeconds)).toEqual([0, 0]);
    expect(result.costs).toEqual([
      {
        roleId: 0,
        hourlyCents: 1300,
        isDefaultRate: true,
        labourCents: 0,
        activeCents: 0,
        idleCents: 0,
        breakCents: 0,
      },
    ]);
    expect(result.lastEnd).toBe(at('08:10'));
  });

  it('without a clock is no issue for contractors', () => {
    const day: Times = { activities: [['06:00', '06:30', picking]] };
    expect(kindsOf(score(day))).toEqual(['work_without_clock']);
    expect(kindsOf(score(day, undefined, { employee: { isContractor: true, isScanning: true } }))).toEqual([]);
  });

  it('has no row when only work without a role is there', () => {
    const result = score({ activities: [['06:00', '06:30', null]] });
    expect(result).toMatchObject({ score: null, hourlyPresence: [], costs: [], issues: [] });
  });

  it('has no row on a day without facts, or with a bad period only, which is an issue', () => {
    expect(score({})).toMatchObject({ score: null, issues: [], hasOpen: false, openUntil: null, lastEnd: null });
    expect(score({ periods: [['06:00', '05:00']] })).toMatchObject({
      score: null,
      issues: [{ kind: 'bad_period', periodIds: [1], breakIds: [] }],
    });
  });

  it('outside the clock is an issue above five minutes, and counts for items', () => {
    const outside = (end: string) =>
      score({
        periods: [['06:00', '12:00']],
        breaks: [['12:00', '12:30']],
        activities: [
          ['06:00', '06:30', picking, 3],
          ['12:20', end, picking, 4],
        ],
      });
    expect(kindsOf(outside('12:35'))).toEqual([]);
    expect(outside('12:35:01').issues).toEqual([
      { kind: 'work_outside_clock', periodIds: [], breakIds: [], seconds: 301 },
    ]);
    expect(rowOf(outside('12:35:01'))).toMatchObject({ itemsProcessed: 7 });
  });

  it('inside the cap of an open period is not outside the clock, whatever day the period belongs to', () => {
    const day: Times = { periods: [['06:00', null]], activities: [['07:00', '07:30', picking]] };
    expect(kindsOf(score(day, '07:10'))).toEqual([]);
    const night: Times = {
      periods: [
        ['8 23:00', '9 01:00'],
        ['9 12:00', '9 13:00'],
      ],
      // starts before the night's clock_in, on a day of its own
      activities: [
        ['8 22:58', '8 23:30', picking],
        ['12:00', '12:30', picking],
      ],
    };
    expect(kindsOf(score(night, undefined, { day: 8 }))).toEqual([]);
  });

  it('raises the issues of doubtful facts on their day', () => {
    const result = score({
      periods: [
        ['06:00', '20:00:01'],
        ['22:00', null],
      ],
      breaks: [
        ['09:00', null],
        ['01:00', '01:10'],
        ['10:00', '10:00'],
      ],
      activities: [['06:00', '06:30', picking]],
    });
    expect(result.issues.map((issue) => [issue.kind, issue.periodIds, issue.breakIds])).toEqual([
      ['bad_period', [], [3]],
      ['long_period', [1], []],
      ['missing_clock_out', [2], []],
      ['stray_break', [], [2]],
      ['missing_break_end', [], [1]],
    ]);
  });
});

describe('results', () => {
  it('rounds points half-up once at the end', () => {
    const third = { ...picking, multiplierThousandths: 335 };
    const result = score(
      {
        activities: [
          ['06:00', '06:10', picking, 1],
          ['07:00', '07:10', picking, 2],
        ],
      },
      undefined,
      {
        roles: new Map([[1, third]]),
      },
    );
    expect(rowOf(result).pointsHundredths).toBe(101); // 1.005
    expect(result.roleTotals[0]?.pointsThousandths).toBe(1005);
  });

  it('shows the first and last work with a role, and the role with most items', () => {
    const result = score({
      activities: [
        ['05:00', '05:10', null, 99],
        ['06:00', '06:50', packing, 10],
        ['06:10', '06:20', heatPress, 4],
        ['07:00', '07:01', heatPress, 6],
      ],
    });
    expect(rowOf(result)).toMatchObject({
      firstActivityAt: at('06:00'),
      lastActivityAt: at('07:01'),
      primaryRoleId: 4,
      itemsProcessed: 20,
      activityCount: 3,
    });
    expect(rowOf(score({ periods: [['06:00', '07:00']] })).primaryRoleId).toBeNull();
  });

  it('gives every second of work to the role that started last', () => {
    const result = score({
      periods: [
        ['06:00', '07:00'],
        ['07:30', '08:00:01'],
      ],
      activities: [
        ['06:10', '06:20', picking],
        ['06:40', '06:50', packing],
        ['07:20', '07:40', labeling],
        ['07:20', '07:25', heatPress],
        ['06:45', '06:46', null],
        ['09:00', '09:10', picking],
      ],
    });
    expect(result.roleTotals.map((row) => [row.roleId, row.workedSeconds])).toEqual([
      [1, 2400],
      [2, 901],
      [4, 900],
      [5, 1200],
    ]);
  });

  it('gives all work to what started after it, when nothing started before', () => {
    const result = score({ periods: [['06:00', '07:00']], activities: [['07:00', '07:10', picking]] });
    expect(result.roleTotals.map((row) => row.workedSeconds)).toEqual([3600]);
  });

  it('counts items in the hour of window_start and presence where the work is', () => {
    const result = score({
      periods: [['06:30', '08:15']],
      breaks: [['07:00', '07:20']],
      activities: [
        ['06:55', '07:05', picking, 4],
        ['06:56', '06:57', picking, 3],
        ['08:00', '08:01', packing, 2],
      ],
    });
    expect(result.hourlyRoleTotals).toEqual([
      { hourStart: at('06:00'), roleId: 1, items: 7, pointsThousandths: 7000 },
      { hourStart: at('08:00'), roleId: 5, items: 2, pointsThousandths: 1600 },
    ]);
    expect(result.hourlyPresence).toEqual([
      { hourStart: at('06:00'), workSeconds: 1800 },
      { hourStart: at('07:00'), workSeconds: 2400 },
      { hourStart: at('08:00'), workSeconds: 900 },
    ]);
  });

  it('refuses an activity whose role was not given', () => {
    expect(() => score({ activities: [['06:00', '06:10', picking]] }, undefined, { roles: new Map() })).toThrow(
      MissingRoleError,
    );
  });
});

describe('unmappedTotals', () => {
  it('counts work with a role by the business day of its start', () => {
    const { activities } = factsOf({
      activities: [
        ['8 23:59', '9 00:10', picking, 1],
        ['9 00:00', '9 00:10', picking, 2],
        ['9 00:30', '9 00:40', packing, 5],
        ['9 00:50', '9 00:55', picking, 3],
        ['9 12:00', '9 12:10', null, 7],
        ['10 00:00', '10 00:10', picking, 8],
      ],
    });
    expect(unmappedTotals({ calendar, day: '2026-06-09', activities, roles })).toEqual([
      { hourStart: at('00:00'), roleId: 1, items: 5, pointsThousandths: 5000 },
      { hourStart: at('00:00'), roleId: 5, items: 5, pointsThousandths: 4000 },
    ]);
  });
});

describe('versionOn', () => {
  const versions = [
    { validFrom: '2026-03-01', multiplier: 3 },
    { validFrom: '2026-01-01', multiplier: 1 },
    { validFrom: '2026-02-01', multiplier: 2 },
  ];

  it('takes the latest one in force, and the earliest one before that', () => {
    expect(
      ['2025-12-31', '2026-01-01', '2026-02-15', '2026-03-01'].map((day) => versionOn(versions, day)?.multiplier),
    ).toEqual([1, 1, 2, 3]);
    expect(versionOn([], '2026-01-01')).toBeUndefined();
  });
});

describe('canFinalize', () => {
  const ended = {
    hasOpen: false,
    lastEnd: at('16:00'),
    lastClockOut: at('16:00'),
    dayEnd: at('10 00:00'),
    isEveningRun: false,
  };

  it('waits until five minutes after the end of the day', () => {
    expect(canFinalize({ ...ended, now: at('10 00:04:59') })).toBe(false);
    expect(canFinalize({ ...ended, now: at('10 00:05') })).toBe(true);
  });

  it('waits until nothing is open and the last end is more than two hours ago', () => {
    expect(canFinalize({ ...ended, hasOpen: true, now: at('10 00:05') })).toBe(false);
    expect(canFinalize({ ...ended, lastEnd: at('23:00'), now: at('10 01:00') })).toBe(false);
    expect(canFinalize({ ...ended, lastEnd: at('23:00'), now: at('10 01:00:01') })).toBe(true);
    expect(canFinalize({ ...ended, lastEnd: null, now: at('10 00:05') })).toBe(false);
  });

  it('is earlier in the evening run for those who clocked out more than two hours ago', () => {
    const evening = { ...ended, isEveningRun: true };
    expect(canFinalize({ ...evening, now: at('18:00') })).toBe(false);
    expect(canFinalize({ ...evening, now: at('18:00:01') })).toBe(true);
    expect(canFinalize({ ...evening, lastClockOut: null, now: at('18:00:01') })).toBe(false);
  });
});
