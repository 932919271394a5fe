import { describe, expect, test } from 'vitest';
import {
  at,
  HEAT_PRESS,
  idleSpans,
  PACKER,
  PICKER,
  pause,
  period,
  personDay,
  scans,
  score,
} from '@/test/oracle/fixtures';
import { threshold } from '@/test/oracle/idle';
import { oraclePersonDay } from '@/test/oracle/oracle';
import { bucketStart, dayEdge, wallDay } from '@/test/oracle/zone';

const MINUTE = 60;
const HOUR = 3600;

function utc(text: string): number {
  return Date.parse(text) / 1000;
}

describe('worked examples of domain.md 12', () => {
  const pressing = [scans(HEAT_PRESS, at('06:20'), at('06:30')), scans(HEAT_PRESS, at('06:50'), at('07:00'))];

  test('1: a heat press morning has three idle periods', () => {
    const result = score({ periods: [period(at('06:00'), at('08:00'))], activities: pressing });
    expect(result.idlePeriods).toEqual([
      { start: at('06:15'), end: at('06:20'), durationSeconds: 5 * MINUTE, roleId: null },
      { start: at('06:45'), end: at('06:50'), durationSeconds: 5 * MINUTE, roleId: HEAT_PRESS },
      { start: at('07:15'), end: at('07:45'), durationSeconds: 30 * MINUTE, roleId: HEAT_PRESS },
    ]);
    expect(result.activeSeconds).toBe(80 * MINUTE);
    expect(result.efficiencyTenThousandths).toBe(6667);
    expect(result.lastClockOut).toBe(at('08:00'));
  });

  test('1: still open at 8:00, nothing is allowed for cleaning up', () => {
    const result = score({ periods: [period(at('06:00'), null)], activities: pressing, now: at('08:00') });
    expect(result.idlePeriods.map((idle) => idle.durationSeconds / MINUTE)).toEqual([5, 5, 45]);
    expect(result.activeSeconds).toBe(65 * MINUTE);
    expect(result.lastClockOut).toBeNull();
    expect(result.issues).toEqual([]);
  });

  test('2: a 20-minute pause after 40 picks is 444 s too long', () => {
    const picker = personDay({}).roles.find((role) => role.id === PICKER) ?? null;
    expect(threshold({ itemsCount: 40 }, picker)).toBe(756);
    const activities = [scans(PICKER, at('06:00'), at('06:10'), 40), scans(PICKER, at('06:30'), at('06:40'), 40)];
    const periods = [period(at('06:00'), at('06:50'))];
    const result = score({ periods, activities });
    expect(result.idlePeriods).toEqual([
      { start: at('06:22:36'), end: at('06:30'), durationSeconds: 444, roleId: PICKER },
    ]);
    const withBreak = score({ periods, activities, breaks: [pause(at('06:15'), at('06:25'))] });
    expect(withBreak.idleSeconds).toBe(0);
  });

  test('3: leaving at 11:00 after the last batch at 10:40 is cleaning up', () => {
    const before = score({
      periods: [period(at('10:00'), at('11:00'))],
      activities: [scans(PICKER, at('10:00'), at('10:40'))],
      now: at('11:15'),
    });
    expect(before.idleSeconds).toBe(0);
  });

  test('3: coming back at 11:30 makes it an interruption with 5 minutes before and 10 after it', () => {
    const result = score({
      periods: [period(at('10:00'), at('11:00')), period(at('11:30'), at('12:00'))],
      activities: [scans(PICKER, at('10:00'), at('10:40')), scans(PICKER, at('11:45'), at('11:55'))],
    });
    expect(idleSpans(result)).toEqual([
      [at('10:50'), at('10:55')],
      [at('11:40'), at('11:45')],
    ]);
    expect(result.idlePeriods.map((idle) => idle.roleId)).toEqual([PICKER, null]);
  });

  test('4: points are items times multiplier', () => {
    const result = score({
      activities: [scans(PICKER, at('09:00'), at('09:30'), 100), scans(PACKER, at('10:00'), at('10:30'), 50)],
    });
    expect(result.pointsHundredths).toBe(140_00);
    expect(result.itemsProcessed).toBe(150);
    expect(result.finishedItems).toBe(50);
    expect(result.primaryRoleId).toBe(PICKER);
  });

  test('5: 8.5 paid hours at 13.00 cost 110.50: active 78.00, idle 26.00, break 6.50', () => {
    // scans without a pause until 13:30 and a threshold of 15 minutes; the 15 minutes before 16:00 are clean-up
    const window = 55 * MINUTE;
    const activities = [70, 70, 70, 70, 70, 50].map((items, n) =>
      scans(HEAT_PRESS, at('08:00') + n * window, at('08:00') + (n + 1) * window, items),
    );
    const result = score({
      periods: [period(at('08:00'), at('16:30'))],
      breaks: [pause(at('16:00'), at('16:30'), true)],
      activities,
    });
    expect(result.paidSeconds).toBe(8.5 * HOUR);
    expect(result.clockedSeconds).toBe(8 * HOUR);
    expect(result.idleSeconds).toBe(2 * HOUR);
    expect(result.activeSeconds).toBe(6 * HOUR);
    expect(result.itemsProcessed).toBe(400);
    expect(result.costs).toEqual([
      { roleId: HEAT_PRESS, labourCents: 11_050, activeCents: 7800, idleCents: 2600, breakCents: 650 },
    ]);
  });

  test('6: a night torn by a meal punch past midnight is one day', () => {
    const night = {
      periods: [period(at('22:00', -1), at('01:30')), period(at('02:00'), at('06:00'))],
      activities: [scans(PICKER, at('02:30'), at('02:40'), 7), scans(PICKER, at('07:00'), at('07:10'), 9)],
    };
    const ninth = score({ ...night, day: '2026-06-09' });
    expect(ninth.clockedSeconds).toBe(7.5 * HOUR);
    expect(ninth.itemsProcessed).toBe(7);
    const tenth = score(night);
    expect(tenth.itemsProcessed).toBe(9);
    expect(tenth.isEstimated).toBe(true);
    expect(tenth.issues).toEqual(['work_without_clock']);
  });

  test('7: Chicago days are 23 and 25 hours when the clocks change, and 01:30 falls in two buckets', () => {
    const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
    expect(dayEdge(chicago, '2026-11-01')).toBe(utc('2026-11-01T05:00Z'));
    expect(dayEdge(chicago, '2026-11-02')).toBe(utc('2026-11-02T06:00Z'));
    expect(dayEdge(chicago, '2026-03-08')).toBe(utc('2026-03-08T06:00Z'));
    expect(dayEdge(chicago, '2026-03-09')).toBe(utc('2026-03-09T05:00Z'));
    expect(bucketStart('America/Chicago', utc('2026-11-01T06:30Z'))).toBe(utc('2026-11-01T06:00Z'));
    expect(bucketStart('America/Chicago', utc('2026-11-01T07:30Z'))).toBe(utc('2026-11-01T07:00Z'));
  });
});

describe('days and hours', () => {
  test('a skipped day_start moves forward by the gap, a repeated one is its first occurrence', () => {
    const chicago = { timeZone: 'America/Chicago', dayStart: '02:30' };
    expect(dayEdge(chicago, '2026-03-08')).toBe(utc('2026-03-08T08:30Z'));
    const early = { timeZone: 'America/Chicago', dayStart: '01:30' };
    expect(dayEdge(early, '2026-11-01')).toBe(utc('2026-11-01T06:30Z'));
    expect(wallDay(chicago, utc('2026-03-08T08:29:59Z'))).toBe('2026-03-07');
    expect(wallDay(chicago, utc('2026-03-08T08:30Z'))).toBe('2026-03-08');
  });

  test('half-hour zones and half-hour jumps have their own buckets', () => {
    expect(bucketStart('Asia/Kolkata', utc('2026-06-10T08:15Z'))).toBe(utc('2026-06-10T07:30Z'));
    // Lord Howe: 02:00 (+11) becomes 01:30 (+10:30) at 2026-04-04T15:00Z
    expect(bucketStart('Australia/Lord_Howe', utc('2026-04-04T14:59:59Z'))).toBe(utc('2026-04-04T14:00Z'));
    expect(bucketStart('Australia/Lord_Howe', utc('2026-04-04T15:00Z'))).toBe(utc('2026-04-04T15:00Z'));
    expect(bucketStart('Australia/Lord_Howe', utc('2026-04-04T15:29:59Z'))).toBe(utc('2026-04-04T15:00Z'));
    expect(bucketStart('Australia/Lord_Howe', utc('2026-04-04T15:30Z'))).toBe(utc('2026-04-04T15:30Z'));
    // and 02:00 (+10:30) becomes 02:30 (+11) at 2026-10-03T15:30Z
    expect(bucketStart('Australia/Lord_Howe', utc('2026-10-03T15:45Z'))).toBe(utc('2026-10-03T15:30Z'));
    expect(bucketStart('Australia/Lord_Howe', utc('2026-10-03T16:00Z'))).toBe(utc('2026-10-03T16:00Z'));
  });

  test('a gap of exactly 2 h keeps the run, one second more tears it', () => {
    const periods = (gap: number) => [
      period(at('18:00', -1), at('23:00', -1)),
      period(at('23:00', -1) + gap, at('05:00')),
    ];
    expect(oraclePersonDay(personDay({ periods: periods(2 * HOUR) }))).toBeNull();
    expect(oraclePersonDay(personDay({ periods: periods(2 * HOUR + 1) }))?.clockedSeconds).toBe(4 * HOUR - 1);
  });

  test('a run that began 16 h ago takes nothing more unless it touches', () => {
    const first = period(at('09:00', -1), at('23:30', -1));
    expect(oraclePersonDay(personDay({ periods: [first, period(at('01:00'), at('02:00'))] }))).not.toBeNull();
    expect(oraclePersonDay(personDay({ periods: [first, period(at('00:59:59'), at('02:00'))] }))).toBeNull();
    const long = period(at('07:00', -1), at('01:00'));
    expect(oraclePersonDay(personDay({ periods: [long, period(at('01:00'), at('02:00'))] }))).toBeNull();
  });

  test('a period after one without clock_out begins its own day', () => {
    const result = score({ periods: [period(at('22:00', -1), null), period(at('01:00'), at('03:00'))] });
    expect(result.clockedSeconds).toBe(2 * HOUR);
    expect(result.issues).toEqual(['no_scans']);
  });
});

describe('periods and breaks', () => {
  test('a period without clock_out ends at its cap and says so', () => {
    const periods = [period(at('06:00'), at('10:00')), period(at('11:00'), null)];
    const before = score({ periods, now: at('19:59:59') });
    expect(before.issues).toEqual([]);
    const after = score({ periods, now: at('23:00') });
    expect(after.clockedSeconds).toBe(13 * HOUR);
    expect(after.issues).toEqual(['missing_clock_out', 'no_scans']);
    expect(after.lastClockOut).toBeNull();
  });

  test('the cap is at least 4 h after its own clock_in', () => {
    const periods = [period(at('06:00'), at('19:00')), period(at('19:30'), null)];
    expect(score({ periods }).clockedSeconds).toBe(17 * HOUR);
  });

  test('overlapping periods count once and raise overlap; more than 14 h raises long_period', () => {
    const result = score({ periods: [period(at('06:00'), at('10:00')), period(at('09:00'), at('23:30'))] });
    expect(result.clockedSeconds).toBe(17.5 * HOUR);
    expect(result.issues).toEqual(['long_period', 'no_scans', 'overlap']);
    expect(score({ periods: [period(at('06:00'), at('20:00'))] }).issues).toEqual(['no_scans']);
  });

  test('an open break counts until now, 2 h or the end of the touching periods', () => {
    const periods = [period(at('06:00'), at('10:00')), period(at('10:00'), at('11:00'))];
    const open = (start: string, now: string) => score({ periods, breaks: [pause(at(start), null)], now: at(now) });
    expect(open('09:30', '10:30').breakSeconds).toBe(HOUR);
    expect(open('09:30', '15:00').breakSeconds).toBe(1.5 * HOUR);
    expect(open('08:00', '09:59:59').issues).toEqual([]);
    expect(open('08:00', '15:00').breakSeconds).toBe(2 * HOUR);
    expect(open('08:00', '15:00').issues).toEqual(['missing_break_end', 'no_scans']);
    // one that starts at the end began in no period
    expect(open('11:00', '15:00').breakSeconds).toBe(2 * HOUR);
    expect(open('11:00', '12:00').lastClockOut).toBeNull();
  });

  test('a break fits until 60 s after the period, and a stray one is ignored', () => {
    const periods = [period(at('06:00'), at('10:00'))];
    const fits = score({ periods, breaks: [pause(at('10:01'), at('10:10'), true)] });
    expect(fits.breakSeconds).toBe(9 * MINUTE);
    expect(fits.paidSeconds).toBe(4 * HOUR + 9 * MINUTE);
    const stray = score({ periods, breaks: [pause(at('10:01:01'), at('10:10'), true)] });
    expect(stray.breakSeconds).toBe(0);
    expect(stray.issues).toEqual(['no_scans', 'stray_break']);
    expect(score({ periods, breaks: [pause(at('05:00'), at('06:00'))] }).breakSeconds).toBe(HOUR);
    expect(score({ periods, breaks: [pause(at('05:00'), at('05:59:59'))] }).issues).toContain('stray_break');
  });

  test('a break that ends before it starts is ignored and raises bad_period', () => {
    const result = score({ periods: [period(at('06:00'), at('10:00'))], breaks: [pause(at('08:00'), at('07:00'))] });
    expect(result.breakSeconds).toBe(0);
    expect(result.issues).toEqual(['bad_period', 'no_scans']);
  });

  test('an unpaid break wins over a paid one at the same time', () => {
    const result = score({
      periods: [period(at('06:00'), at('10:00'))],
      breaks: [pause(at('08:00'), at('09:00'), true), pause(at('08:30'), at('09:30'))],
    });
    expect(result.breakSeconds).toBe(1.5 * HOUR);
    expect(result.paidSeconds).toBe(3 * HOUR);
    expect(result.clockedSeconds).toBe(2.5 * HOUR);
  });
});

describe('idle, shares and issues', () => {
  test('work without any scan is neither active nor idle, and is only named once nothing is open', () => {
    const periods = [period(at('06:00'), at('10:00'))];
    const result = score({ periods });
    expect([result.activeSeconds, result.idleSeconds, result.efficiencyTenThousandths]).toEqual([0, 0, 0]);
    expect(score({ periods, now: at('09:00') }).issues).toEqual([]);
    expect(score({ periods, employee: { isContractor: false, isScanning: false } }).issues).toEqual([]);
  });

  test('a scan inside a break alone is no scan on the clock when the break lies outside every period', () => {
    const result = score({
      periods: [period(at('06:00'), at('08:00')), period(at('09:00'), at('10:00'))],
      breaks: [pause(at('08:00'), at('09:00'))],
      activities: [scans(PICKER, at('08:10'), at('08:20'), 5)],
    });
    expect([result.activeSeconds, result.idleSeconds]).toEqual([0, 0]);
    expect(result.issues).toEqual(['no_scans']);
  });

  test('an idle period leaves out the break at its edges in real time', () => {
    const result = score({
      periods: [period(at('06:00'), at('09:00'))],
      // 15 minutes of settling in end where the break begins; the scan begins where the second one ends
      breaks: [pause(at('06:15'), at('06:30')), pause(at('07:30'), at('08:00'))],
      activities: [scans(HEAT_PRESS, at('07:45'), at('08:45'))],
    });
    // interruptions at work time 900 (allowance to 1500) and 4500 (from 4200)
    expect(idleSpans(result)).toEqual([[at('06:40'), at('07:25')]]);
    const short = score({
      periods: [period(at('06:00'), at('09:00'))],
      breaks: [pause(at('06:15'), at('06:15:59')), pause(at('07:30'), at('07:30:59'))],
      activities: [scans(HEAT_PRESS, at('07:30:30'), at('08:30'))],
    });
    // holes of 59 s are no interruptions: idle runs from the end of one to the start of the other
    expect(idleSpans(short)).toEqual([[at('06:15:59'), at('07:30')]]);
  });

  test('a day on a break allows 5 minutes before it', () => {
    const result = score({
      periods: [period(at('06:00'), null)],
      breaks: [pause(at('07:00'), null)],
      activities: [scans(HEAT_PRESS, at('06:00'), at('06:10'))],
      now: at('07:20'),
    });
    expect(idleSpans(result)).toEqual([[at('06:25'), at('06:55')]]);
  });

  test('seconds go to the role that started last, shared when several started together', () => {
    const result = score({
      periods: [period(at('06:00'), at('07:00') + 1)],
      activities: [
        scans(PACKER, at('06:30'), at('06:40')),
        scans(PICKER, at('06:30'), at('06:35')),
        scans(PICKER, at('06:30'), at('06:36')),
        scans(HEAT_PRESS, at('06:50'), at('06:51')),
      ],
    });
    expect(result.roleTotals.map((total) => [total.roleId, total.workedSeconds])).toEqual([
      [PICKER, 25 * MINUTE],
      [HEAT_PRESS, 10 * MINUTE + 1],
      [PACKER, 25 * MINUTE],
    ]);
  });

  test('more than 5 minutes of windows outside every period and break is work outside the clock', () => {
    const day = (minutes: number) =>
      score({
        periods: [period(at('06:00'), at('07:00'))],
        breaks: [pause(at('07:00'), at('07:10'))],
        activities: [scans(PICKER, at('06:30'), at('07:10') + minutes * MINUTE)],
      });
    expect(day(5).issues).toEqual([]);
    expect(day(6).issues).toEqual(['work_outside_clock']);
    expect(day(6).activeSeconds).toBeLessThanOrEqual(HOUR);
  });

  test('a day without a clock is estimated from the union of all its windows', () => {
    const activities = [
      scans(PICKER, at('06:45'), at('07:15'), 3),
      scans(null, at('07:00'), at('07:30'), 5),
      scans(PACKER, at('09:00'), at('09:10'), 2),
    ];
    const result = score({ activities });
    expect(result.activeSeconds).toBe(55 * MINUTE);
    expect(result.itemsProcessed).toBe(5);
    expect(result.hourlyPresence).toEqual([
      { hourStart: at('06:00'), workSeconds: 15 * MINUTE },
      { hourStart: at('07:00'), workSeconds: 30 * MINUTE },
      { hourStart: at('09:00'), workSeconds: 10 * MINUTE },
    ]);
    expect(result.costs).toEqual([{ roleId: 0, labourCents: 0, activeCents: 0, idleCents: 0, breakCents: 0 }]);
    expect(result.efficiencyTenThousandths).toBeNull();
    expect(score({ activities, employee: { isContractor: true, isScanning: true } }).issues).toEqual([]);
    expect(oraclePersonDay(personDay({ activities: [scans(null, at('07:00'), at('07:30'))] }))).toBeNull();
  });

  test('points are rounded half-up once, at the end', () => {
    const roles = personDay({}).roles.map((role) => ({ ...role, multiplierThousandths: 1 }));
    const activities = [scans(PICKER, at('06:45'), at('07:15'), 3), scans(PACKER, at('07:45'), at('08:15'), 2)];
    const result = score({ activities, roles });
    expect(result.pointsHundredths).toBe(1);
    expect(result.roleTotals.map((total) => total.milliPoints)).toEqual([3, 2]);
  });
});
