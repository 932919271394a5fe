import { describe, expect, it } from 'vitest';
import type { SiteCalendar } from '@/lib/platform/time/business-day';
import {
  activitiesByDay,
  type ClockSettings,
  isLongPeriod,
  isMissingBreakEnd,
  isMissingClockOut,
  isOpen,
  presenceAt,
  resolveBreaks,
  resolvePeriods,
} from './rules';

const calendar: SiteCalendar = { timeZone: 'UTC', dayStart: '00:00' };
const settings: ClockSettings = { maxOpenHours: 14, minOpenHours: 4, chainGapHours: 2, chainSpanHours: 16 };

/** `9 22:00` = 22:00 UTC on 9 June 2026. */
function at(text: string): number {
  const [day = '', time = ''] = text.split(' ');
  const millis = Date.parse(`2026-06-${day.padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(millis)) throw new RangeError(text);
  return millis / 1000;
}

function shown(instant: number): string {
  const [, day = '', time = ''] = /-(\d\d)T(.*)\.000Z/.exec(new Date(instant * 1000).toISOString()) ?? [];
  return `${Number(day)} ${time.replace(/:00$/, '')}`;
}

/** Periods as `[in, out or null]`, ids by position from 1. */
function periodsOf(pairs: [string, string | null][]) {
  return pairs.map(([start, end], index) => ({
    id: index + 1,
    clockIn: at(start),
    clockOut: end === null ? null : at(end),
  }));
}

function resolve(pairs: [string, string | null][], site = calendar) {
  return resolvePeriods(site, settings, periodsOf(pairs)).periods;
}

/** `[day of the month, end]` of every period. */
function daysAndEnds(pairs: [string, string | null][], site = calendar) {
  return resolve(pairs, site).map((period) => [Number(period.day.slice(8)), shown(period.effectiveEnd)]);
}

function daysOf(pairs: [string, string | null][], site = calendar) {
  return resolve(pairs, site).map((period) => Number(period.day.slice(8)));
}

function breaksOf(pairs: [string, string | null][], breaks: [string, string | null][]) {
  const facts = breaks.map(([start, end], index) => ({
    id: index + 1,
    start: at(start),
    end: end === null ? null : at(end),
    isPaid: false,
  }));
  return resolveBreaks(calendar, resolve(pairs), facts);
}

describe('the day of a clock period', () => {
  it('is the business day of its clock_in', () => {
    expect(
      daysOf([
        ['9 22:00', '10 06:00'],
        ['10 22:00', '11 06:00'],
      ]),
    ).toEqual([9, 10]);
    expect(daysOf([['9 02:00', '9 05:00']], { timeZone: 'UTC', dayStart: '03:00' })).toEqual([8]);
  });

  it('stays with the period before when it begins at most two hours after its end', () => {
    expect(
      daysOf([
        ['9 20:00', '9 23:00'],
        ['10 01:00', '10 04:00'],
      ]),
    ).toEqual([9, 9]);
    expect(
      daysOf([
        ['9 20:00', '9 23:00'],
        ['10 01:00:01', '10 04:00'],
      ]),
    ).toEqual([9, 10]);
  });

  it('stays only while the run began less than 16 hours earlier', () => {
    expect(
      daysOf([
        ['9 09:00', '9 23:00'],
        ['10 00:59:59', '10 04:00'],
      ]),
    ).toEqual([9, 9]);
    expect(
      daysOf([
        ['9 09:00', '9 23:00'],
        ['10 01:00', '10 04:00'],
      ]),
    ).toEqual([9, 10]);
  });

  it('counts the 16 hours from the first clock_in of the run, not from the last period', () => {
    expect(
      daysOf([
        ['9 09:00', '9 16:00'],
        ['9 17:00', '9 23:30'],
        ['10 01:00', '10 04:00'],
      ]),
    ).toEqual([9, 9, 10]);
  });

  it('begins a new run after a gap of more than two hours', () => {
    expect(
      daysOf([
        ['9 09:00', '9 14:00'],
        ['9 17:00', '9 23:30'],
        ['10 01:00', '10 04:00'],
      ]),
    ).toEqual([9, 9, 9]);
  });

  it('stays without any limit when it begins before or at the latest end', () => {
    expect(
      daysOf([
        ['9 06:00', '10 05:00'],
        ['10 05:00', '10 09:00'],
      ]),
    ).toEqual([9, 9]);
    expect(
      daysOf([
        ['9 06:00', '10 05:00'],
        ['10 04:00', '10 09:00'],
      ]),
    ).toEqual([9, 9]);
  });

  it('follows the earlier period with the latest end, not the last one to begin', () => {
    expect(
      daysOf([
        ['9 12:00', '9 23:50'],
        ['9 13:00', '9 14:00'],
        ['10 00:10', '10 02:00'],
      ]),
    ).toEqual([9, 9, 9]);
  });

  it('does not stay after a period without clock_out', () => {
    expect(
      daysOf([
        ['9 22:00', null],
        ['10 00:30', '10 06:00'],
      ]),
    ).toEqual([9, 10]);
  });

  it('may stay with an older period that outlasts one without clock_out', () => {
    expect(
      daysOf([
        ['9 20:00', '10 01:00'],
        ['9 21:00', null],
        ['10 00:30', '10 06:00'],
      ]),
    ).toEqual([9, 9, 9]);
  });

  it('does not depend on the order of the input', () => {
    const pairs = periodsOf([
      ['9 20:00', '9 23:00'],
      ['10 00:30', null],
      ['10 05:00', '10 09:00'],
    ]);
    expect(resolvePeriods(calendar, settings, pairs.toReversed())).toEqual(resolvePeriods(calendar, settings, pairs));
  });
});

describe('the end of a clock period', () => {
  it('is its clock_out, however long it is', () => {
    expect(daysAndEnds([['9 06:00', '10 06:00']])).toEqual([[9, '10 06:00']]);
  });

  it('is 14 hours after the first clock_in of its run without a clock_out', () => {
    expect(daysAndEnds([['9 06:00', null]])).toEqual([[9, '9 20:00']]);
    expect(
      daysAndEnds([
        ['9 06:00', '9 11:00'],
        ['9 12:00', null],
      ]),
    ).toEqual([
      [9, '9 11:00'],
      [9, '9 20:00'],
    ]);
  });

  it('is at least four hours after its own clock_in', () => {
    expect(
      daysAndEnds([
        ['9 06:00', '9 18:00'],
        ['9 19:00', null],
      ]),
    ).toEqual([
      [9, '9 18:00'],
      [9, '9 23:00'],
    ]);
  });

  it('is the next clock_in if that comes first', () => {
    expect(
      daysAndEnds([
        ['9 06:00', null],
        ['9 15:00', '9 16:00'],
      ]),
    ).toEqual([
      [9, '9 15:00'],
      [9, '9 16:00'],
    ]);
    expect(
      daysAndEnds([
        ['9 06:00', null],
        ['9 21:00', '9 22:00'],
      ]),
    ).toEqual([
      [9, '9 20:00'],
      [9, '9 22:00'],
    ]);
  });

  it('starts a new cap after a period without clock_out, which ends its run', () => {
    expect(
      daysAndEnds([
        ['9 06:00', null],
        ['9 15:00', null],
      ]),
    ).toEqual([
      [9, '9 15:00'],
      [9, '10 05:00'],
    ]);
  });

  it('counts the cap in the hours of the site settings', () => {
    const custom = { ...settings, maxOpenHours: 10.5 };
    const { periods } = resolvePeriods(calendar, custom, periodsOf([['9 06:00', null]]));
    expect(periods.map((period) => shown(period.effectiveEnd))).toEqual(['9 16:30']);
  });
});

describe('doubtful periods', () => {
  it('leaves out a clock_out that is not after its clock_in', () => {
    const { periods, bad } = resolvePeriods(
      calendar,
      settings,
      periodsOf([
        ['9 06:00', '9 06:00'],
        ['9 07:00', '9 06:59'],
        ['9 05:00', null],
      ]),
    );
    expect(periods.map((period) => [period.id, shown(period.effectiveEnd)])).toEqual([[3, '9 19:00']]);
    expect(bad).toEqual([
      { id: 1, day: '2026-06-09' },
      { id: 2, day: '2026-06-09' },
    ]);
  });

  it('is missing a clock_out from its end on', () => {
    const [period] = resolve([['9 06:00', null]]);
    if (period === undefined) throw new Error('one period expected');
    expect(isMissingClockOut(period, at('9 19:59:59'))).toBe(false);
    expect(isMissingClockOut(period, at('9 20:00'))).toBe(true);
  });

  it('is long with more than 14 hours between its punches', () => {
    const long = resolve([
      ['9 06:00', '9 20:00'],
      ['10 06:00', '10 20:00:01'],
      ['12 06:00', null],
    ]);
    expect(long.map((period) => isLongPeriod(period, settings))).toEqual([false, true, false]);
  });

  it('marks all that overlap and have a clock_out, and not those that touch', () => {
    const marks = (pairs: [string, string | null][]) => resolve(pairs).map((period) => period.overlaps);
    expect(
      marks([
        ['9 06:00', '9 12:00'],
        ['9 07:00', '9 08:00'],
        ['9 09:00', '9 10:00'],
        ['9 12:00', '9 13:00'],
      ]),
    ).toEqual([true, true, true, false]);
    expect(
      marks([
        ['9 06:00', null],
        ['9 07:00', '9 08:00'],
      ]),
    ).toEqual([false, false]);
    expect(
      marks([
        ['9 06:00', '9 10:00'],
        ['9 07:00', null],
        ['9 09:00', '9 11:00'],
      ]),
    ).toEqual([true, false, true]);
  });
});

describe('breaks', () => {
  it('count to two hours after their start without an end', () => {
    const { breaks } = breaksOf([['9 06:00', '9 20:00']], [['9 10:00', null]]);
    expect(breaks.map((one) => shown(one.effectiveEnd))).toEqual(['9 12:00']);
  });

  it('never count past the end of the touching periods in which they began', () => {
    const pairs: [string, string | null][] = [
      ['9 06:00', '9 10:00'],
      ['9 10:00', '9 11:00'],
      ['9 11:01', '9 20:00'],
    ];
    expect(breaksOf(pairs, [['9 09:30', null]]).breaks.map((one) => shown(one.effectiveEnd))).toEqual(['9 11:00']);
  });

  it('that start at the end of a period began in none', () => {
    const { breaks } = breaksOf([['9 06:00', '9 11:00']], [['9 11:00', null]]);
    expect(breaks.map((one) => shown(one.effectiveEnd))).toEqual(['9 13:00']);
  });

  it('with an end keep it, also past the period', () => {
    const { breaks } = breaksOf([['9 06:00', '9 11:00']], [['9 10:30', '9 15:00']]);
    expect(breaks.map((one) => shown(one.effectiveEnd))).toEqual(['9 15:00']);
  });

  it('fit a period up to 60 seconds after its end', () => {
    const result = breaksOf(
      [['9 06:00', '9 11:00']],
      [
        ['9 11:01', '9 11:30'],
        ['9 11:01:01', '9 11:30'],
      ],
    );
    expect(result.breaks.map((one) => one.id)).toEqual([1]);
    expect(result.stray).toEqual([{ id: 2, day: '2026-06-09' }]);
  });

  it('fit a period that begins no later than they end', () => {
    const result = breaksOf(
      [['9 06:00', '9 11:00']],
      [
        ['9 05:30', '9 06:00'],
        ['9 05:30', '9 05:59:59'],
      ],
    );
    expect(result.breaks.map((one) => one.id)).toEqual([1]);
    expect(result.stray.map((one) => one.id)).toEqual([2]);
  });

  it('are fitted to a period without clock_out up to its cap', () => {
    const result = breaksOf(
      [['9 06:00', null]],
      [
        ['9 19:59', '9 20:30'],
        ['9 20:01', '9 20:30'],
        ['9 20:02', '9 20:30'],
      ],
    );
    expect(result.breaks.map((one) => one.id)).toEqual([1, 2]);
    expect(result.stray.map((one) => one.id)).toEqual([3]);
  });

  it('belong to the day of the fitting period with the latest clock_in not after their start', () => {
    const pairs: [string, string | null][] = [
      ['9 18:00', null],
      ['10 00:10', '10 06:00'],
    ];
    expect(
      breaksOf(pairs, [
        ['10 00:10', '10 00:20'],
        ['10 00:09', '10 00:20'],
      ]).breaks.map((one) => [one.id, one.day]),
    ).toEqual([
      [2, '2026-06-09'],
      [1, '2026-06-10'],
    ]);
  });

  it('belong to the first that fits when all of those begin later', () => {
    const pairs: [string, string | null][] = [
      ['9 22:00', '9 23:00'],
      ['10 06:00', '10 07:00'],
    ];
    const { breaks } = breaksOf(pairs, [
      ['9 21:30', '10 06:30'],
      ['10 05:00', null],
    ]);
    expect(breaks.map((one) => one.day)).toEqual(['2026-06-09', '2026-06-10']);
  });

  it('are ignored when their end is not after their start', () => {
    const result = breaksOf(
      [['9 06:00', '9 11:00']],
      [
        ['9 10:00', '9 10:00'],
        ['9 10:00', '9 09:00'],
      ],
    );
    expect(result.breaks).toEqual([]);
    expect(result.bad.map((one) => one.id)).toEqual([1, 2]);
  });

  it('miss their end from two hours after their start, also when the period ended them sooner', () => {
    const [one] = breaksOf([['9 06:00', '9 11:00']], [['9 10:30', null]]).breaks;
    if (one === undefined) throw new Error('one break expected');
    expect(isMissingBreakEnd(one, at('9 12:29:59'))).toBe(false);
    expect(isMissingBreakEnd(one, at('9 12:30'))).toBe(true);
    expect(isMissingBreakEnd({ ...one, end: at('9 15:00') }, at('9 16:00'))).toBe(false);
  });
});

describe('the day of an activity', () => {
  const daysOfWindows = (pairs: [string, string | null][], starts: string[]) => {
    const activities = starts.map((start) => ({ windowStart: at(start) }));
    const days = [...activitiesByDay(calendar, resolve(pairs), activities)];
    return Object.fromEntries(
      days.map(([day, list]) => [Number(day.slice(8)), list.map((one) => shown(one.windowStart))]),
    );
  };

  it('is that of the period in which it starts, its end excluded', () => {
    expect(daysOfWindows([['9 22:00', '10 06:00']], ['10 06:00', '9 22:00', '10 05:59:59', '10 07:00'])).toEqual({
      9: ['9 22:00', '10 05:59:59'],
      10: ['10 06:00', '10 07:00'],
    });
  });

  it('reaches to the cap of a period without clock_out, whatever the present is', () => {
    expect(daysOfWindows([['9 22:00', null]], ['10 11:59', '10 12:00'])).toEqual({ 9: ['10 11:59'], 10: ['10 12:00'] });
  });

  it('is that of the latest clock_in when several periods contain it', () => {
    const pairs: [string, string | null][] = [
      ['9 05:00', '9 06:00'],
      ['9 22:00', null],
      ['10 00:30', '10 06:00'],
    ];
    expect(daysOfWindows(pairs, ['10 00:29', '10 00:30'])).toEqual({ 9: ['10 00:29'], 10: ['10 00:30'] });
  });
});

describe('presence', () => {
  const presence = (pairs: [string, string | null][], breaks: [string, string | null][], now: string) => {
    const { hasOpen, openUntil, isOnBreak } = presenceAt(resolve(pairs), breaksOf(pairs, breaks).breaks, at(now));
    return [hasOpen, openUntil === null ? null : shown(openUntil), isOnBreak];
  };

  it('lasts to the clock_out or the cap of an open period', () => {
    expect(presence([['9 06:00', null]], [], '9 10:00')).toEqual([true, '9 20:00', false]);
    expect(presence([['9 06:00', '9 11:00']], [], '9 10:00')).toEqual([true, '9 11:00', false]);
  });

  it('ends at the end itself', () => {
    expect(presence([['9 06:00', '9 11:00']], [], '9 11:00')).toEqual([false, null, false]);
    expect(presence([['9 06:00', null]], [], '9 20:00')).toEqual([false, null, false]);
    expect(resolve([['9 06:00', null]]).map((period) => isOpen(period, at('9 20:00')))).toEqual([false]);
  });

  it('goes on during an open break between two periods', () => {
    expect(presence([['9 06:00', '9 11:00']], [['9 11:00', null]], '9 11:30')).toEqual([true, '9 13:00', true]);
    expect(presence([['9 06:00', '9 11:00']], [['9 11:00', null]], '9 13:00')).toEqual([false, null, false]);
  });

  it('knows a break inside an open period', () => {
    expect(presence([['9 06:00', null]], [['9 10:00', null]], '9 11:30')).toEqual([true, '9 20:00', true]);
    expect(presence([['9 06:00', null]], [['9 10:00', '9 10:30']], '9 11:30')).toEqual([true, '9 20:00', false]);
  });

  it('does not begin with a period that lies ahead, though that is open', () => {
    expect(presence([['9 12:00', '9 18:00']], [], '9 11:30')).toEqual([true, null, false]);
  });
});
