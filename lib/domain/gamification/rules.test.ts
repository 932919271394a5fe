import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import {
  ACHIEVEMENT_KEYS,
  ACHIEVEMENTS,
  type AwardDay,
  compareAwards,
  dayAwards,
  type HistoryDay,
  historyAwards,
  isQualifying,
  levelOf,
  reachesDailyTarget,
  streaksOf,
} from './rules';

const MONDAY = '2026-03-02';
const CHICAGO = { timeZone: 'America/Chicago', dayStart: '00:00', targetDaysPerMonth: 22 };
const SETTINGS = { targetDaysPerMonth: 22, weekStart: 1 };

/** Points a day against a daily target of 10: `+` reaches it, `-` does not, `.` has a row without work, lower case is not final. */
function history(marks: string, first = MONDAY): HistoryDay[] {
  return [...marks].flatMap((mark, index): HistoryDay[] => {
    if (mark === ' ') return [];
    return [
      {
        day: addDays(first, index),
        pointsHundredths: { '+': 1_000, p: 1_000, '-': 999, m: 999 }[mark] ?? 0,
        monthlyTargetHundredths: 22_000,
        isWorked: mark !== '.',
        isFinal: mark === '+' || mark === '-' || mark === '.',
      },
    ];
  });
}

const summary = (days: HistoryDay[], settings = SETTINGS) =>
  historyAwards(days, settings).map((award) => `${award.key} ${award.periodKey} ${award.earnedDate}`);

describe('the daily target', () => {
  it('is a month divided by its days, compared without rounding', () => {
    // 100 / 22 = 4.5454...
    const target = { monthlyTargetHundredths: 10_000 };
    expect(reachesDailyTarget({ ...target, pointsHundredths: 454 }, 22)).toBe(false);
    expect(reachesDailyTarget({ ...target, pointsHundredths: 455 }, 22)).toBe(true);
    // 22,000 / 22 = 1,000 exactly
    expect(reachesDailyTarget({ monthlyTargetHundredths: 2_200_000, pointsHundredths: 99_999 }, 22)).toBe(false);
    expect(reachesDailyTarget({ monthlyTargetHundredths: 2_200_000, pointsHundredths: 100_000 }, 22)).toBe(true);
    expect(reachesDailyTarget({ ...target, pointsHundredths: 465 }, 21.5)).toBe(false); // 4.6511...
    expect(reachesDailyTarget({ ...target, pointsHundredths: 466 }, 21.5)).toBe(true);
  });

  it('that is none or 0 is never reached, and any points qualify', () => {
    for (const monthlyTargetHundredths of [null, 0]) {
      const day = { monthlyTargetHundredths, isWorked: true };
      expect(reachesDailyTarget({ ...day, pointsHundredths: 1 }, 22)).toBe(false);
      expect(isQualifying({ ...day, pointsHundredths: 1 }, 22)).toBe(true);
      expect(isQualifying({ ...day, pointsHundredths: 0 }, 22)).toBe(false);
    }
  });
});

describe('a streak', () => {
  const streak = (marks: string) => {
    const { current, best, byDay } = streaksOf(history(marks), 22);
    return [current, best, byDay.join('')];
  };

  it('counts qualifying worked days in a row, other days are skipped', () => {
    expect(streak('')).toEqual([0, 0, '']);
    expect(streak('++-+++')).toEqual([3, 3, '120123']);
    expect(streak('+ . +  . +')).toEqual([3, 3, '11223']);
    expect(streak('+++-')).toEqual([0, 3, '1230']);
  });

  it('counts a day that is not final once it qualifies, and is not broken by it before', () => {
    expect(streak('++p')).toEqual([3, 3, '123']);
    expect(streak('++m')).toEqual([2, 2, '122']);
    expect(streak('++m+')).toEqual([3, 3, '1223']);
  });

  it('is what going back from the latest day counts, for any days', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('+', '-', 'p', 'm', '.', ' '), maxLength: 40 }), (marks) => {
        const days = history(marks);
        const { current, best, byDay } = streaksOf(days, 22);
        // The words of domain.md 5, taken literally, as of each day.
        const asOf = (last: number) => {
          let count = 0;
          for (const day of days.slice(0, last + 1).reverse()) {
            if (!day.isWorked) continue;
            if (day.pointsHundredths * 22 >= 22_000) count += 1;
            else if (day.isFinal) break;
          }
          return count;
        };
        expect(byDay).toEqual(days.map((_, index) => asOf(index)));
        expect(current).toBe(days.length === 0 ? 0 : asOf(days.length - 1));
        expect(best).toBe(Math.max(0, ...byDay));
      }),
    );
  });
});

describe('awards of a day', () => {
  const at = (time: string) => fromIsoInstant(`${MONDAY}T${time}-06:00`);
  const day = (values: Partial<AwardDay> = {}): AwardDay => ({
    day: MONDAY,
    pointsHundredths: 0,
    monthlyTargetHundredths: 22_000,
    isWorked: true,
    isFinal: true,
    clockedSeconds: 0,
    activeSeconds: 0,
    idleCount: 1,
    firstClockIn: null,
    ...values,
  });
  const keys = (values: Partial<AwardDay>, isGoalReached = false) =>
    dayAwards(day(values), CHICAGO, isGoalReached).map((award) => award.key);

  it('are earned at their limits and not a hair below', () => {
    const fourHours = 4 * 3600;
    expect(keys({ pointsHundredths: 1_000 })).toEqual(['daily_champion']);
    expect(keys({ pointsHundredths: 999 })).toEqual([]);
    expect(keys({ pointsHundredths: 5_000, monthlyTargetHundredths: null })).toEqual([]);
    expect(keys({ clockedSeconds: fourHours, activeSeconds: fourHours * 0.9 })).toEqual(['efficiency_master']);
    // 0.899968... would be 0.9000 when rounded to 4 decimals.
    expect(keys({ clockedSeconds: 31_000, activeSeconds: 27_899 })).toEqual([]);
    expect(keys({ clockedSeconds: fourHours - 1, activeSeconds: fourHours - 1 })).toEqual([]);
    expect(keys({ idleCount: 0, clockedSeconds: fourHours })).toEqual(['always_active']);
    expect(keys({ idleCount: 0, clockedSeconds: fourHours, isWorked: false })).toEqual([]);
    expect(keys({ firstClockIn: at('07:30:00') })).toEqual(['early_bird']);
    expect(keys({ firstClockIn: at('07:30:01') })).toEqual([]);
    expect(keys({ firstClockIn: businessDayInterval(CHICAGO, MONDAY).start })).toEqual(['early_bird']);
    expect(keys({}, true)).toEqual(['team_player']);
    expect(keys({ isWorked: false }, true)).toEqual([]);
  });

  it('are of that day, with the points of the table', () => {
    expect(dayAwards(day(), CHICAGO, true)).toEqual([
      { key: 'team_player', periodKey: MONDAY, earnedDate: MONDAY, points: 40 },
    ]);
  });

  it('are none before the day is final', () => {
    expect(keys({ isFinal: false, pointsHundredths: 9_999, firstClockIn: at('06:00:00') }, true)).toEqual([]);
  });

  it('know early on the days on which the clocks change', () => {
    // 2026-03-08: 07:30 is 12:30 UTC already (daylight time); 2026-11-01: 13:30 UTC.
    for (const [date, limit] of [
      ['2026-03-08', '2026-03-08T12:30:00Z'],
      ['2026-11-01', '2026-11-01T13:30:00Z'],
    ] as const) {
      expect(keys({ day: date, firstClockIn: fromIsoInstant(limit) })).toEqual(['early_bird']);
      expect(keys({ day: date, firstClockIn: fromIsoInstant(limit) + 1 })).toEqual([]);
    }
  });

  it('need an early start after the start of the day where that is late', () => {
    const late = { ...CHICAGO, dayStart: '08:00' };
    expect(dayAwards(day({ firstClockIn: at('08:10:00') }), late, false)).toEqual([]);
  });
});

describe('awards of several days', () => {
  it('reward five qualifying days of a site week on the fifth of them', () => {
    expect(summary(history('++-+.++'))).toContain(`consistency_king ${MONDAY} 2026-03-08`);
    expect(summary(history('++-+.+-')).filter((award) => award.startsWith('consistency'))).toEqual([]);
    // The same days in weeks that begin on Sunday: Monday to Saturday have four.
    expect(
      summary(history('++-+.++'), { ...SETTINGS, weekStart: 7 }).filter((award) => award.startsWith('consistency')),
    ).toEqual([]);
    expect(summary(history('++++p')).filter((award) => award.startsWith('consistency'))).toEqual([]);
  });

  it('reward a week of a tenth more points than the one before, on the day that brings it', () => {
    const week = (first: string, points: number[]): HistoryDay[] =>
      points.map((pointsHundredths, index) => ({
        day: addDays(first, index),
        pointsHundredths,
        monthlyTargetHundredths: 1_000_000_000,
        isWorked: true,
        isFinal: true,
      }));
    const next = addDays(MONDAY, 7);
    const stars = (before: number[], after: number[], weeks = 1) =>
      summary([...week(MONDAY, before), ...week(addDays(MONDAY, 7 * weeks), after)]).filter((award) =>
        award.startsWith('rising'),
      );
    expect(stars([100, 100, 100], [100, 100, 130])).toEqual([`rising_star ${next} ${addDays(next, 2)}`]);
    expect(stars([100, 100, 100], [100, 100, 129])).toEqual([]);
    expect(stars([100, 100, 100], [400, 10, 0, 5])).toEqual([`rising_star ${next} ${addDays(next, 2)}`]);
    expect(stars([150, 150], [200, 200, 200])).toEqual([]);
    expect(stars([100, 100, 100], [400, 400])).toEqual([]);
    expect(stars([0, 0, 0], [1, 1, 1])).toEqual([]);
    expect(stars([100, 100, 100], [200, 200, 200], 2)).toEqual([]);
  });

  it('reward 3, 7 and 30 days once per streak, named by its start', () => {
    const streaks = (marks: string) =>
      summary(history(marks)).filter((award) => /^(on_fire|week_warrior|legendary)/.test(award));
    expect(streaks('+++++++')).toEqual([
      `on_fire ${MONDAY} ${addDays(MONDAY, 2)}`,
      `week_warrior ${MONDAY} ${addDays(MONDAY, 6)}`,
    ]);
    expect(streaks('-++.+-+ ++')).toEqual([
      `on_fire ${addDays(MONDAY, 1)} ${addDays(MONDAY, 4)}`,
      `on_fire ${addDays(MONDAY, 6)} ${addDays(MONDAY, 9)}`,
    ]);
    expect(streaks('+'.repeat(31))).toContain(`legendary ${MONDAY} ${addDays(MONDAY, 29)}`);
    // From final days only: the third one does not count yet, nor does it break.
    expect(streaks('++p')).toEqual([]);
    expect(streaks('++p+')).toEqual([`on_fire ${MONDAY} ${addDays(MONDAY, 3)}`]);
  });

  it('reward lifetime points once, on the day that reaches them', () => {
    const days = [99_999, 1, 5, 899_994, 1].map((pointsHundredths, index) => ({
      day: addDays(MONDAY, 30 * index),
      pointsHundredths,
      monthlyTargetHundredths: 1_000_000_000,
      isWorked: true,
      isFinal: true,
    }));
    expect(summary(days)).toEqual([
      `thousand_club ever ${addDays(MONDAY, 30)}`,
      `elite_performer ever ${addDays(MONDAY, 120)}`,
    ]);
    expect(summary(days.map((day) => ({ ...day, isFinal: false })))).toEqual([]);
  });

  it('are unique by key and period, on a final day, whatever the days', () => {
    const marks = fc.string({ unit: fc.constantFrom('+', '-', 'p', 'm', '.', ' '), maxLength: 60 });
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 7 }), (text, weekStart) => {
        const days = history(text);
        const awards = historyAwards(days, { ...SETTINGS, weekStart });
        expect(new Set(awards.map((award) => `${award.key} ${award.periodKey}`)).size).toBe(awards.length);
        const final = new Set(days.filter((day) => day.isFinal && day.isWorked).map((day) => day.day));
        for (const award of awards) {
          expect(final.has(award.earnedDate)).toBe(true);
          expect(award.points).toBe(ACHIEVEMENTS[award.key].points);
        }
      }),
    );
  });
});

describe('the table of achievements', () => {
  it('has the twelve of domain.md 5 with their points', () => {
    expect(Object.fromEntries(ACHIEVEMENT_KEYS.map((key) => [key, ACHIEVEMENTS[key].points]))).toEqual({
      daily_champion: 10,
      efficiency_master: 15,
      early_bird: 5,
      always_active: 25,
      consistency_king: 50,
      rising_star: 30,
      on_fire: 20,
      week_warrior: 75,
      legendary: 500,
      thousand_club: 25,
      elite_performer: 100,
      team_player: 40,
    });
  });

  it('has five levels', () => {
    expect([0, 99, 100, 499, 500, 1_000, 2_000, 4_999, 5_000].map((points) => levelOf(points).level)).toEqual([
      null,
      null,
      'bronze',
      'bronze',
      'silver',
      'gold',
      'platinum',
      'platinum',
      'diamond',
    ]);
    expect(levelOf(0)).toEqual({ level: null, nextLevel: 'bronze', nextLevelAt: 100 });
    expect(levelOf(6_000)).toEqual({ level: 'diamond', nextLevel: null, nextLevelAt: null });
  });
});

describe('the comparison of awards', () => {
  it('tells new, moved and withdrawn ones apart', () => {
    const award = (periodKey: string, earnedDate: string) => ({
      key: 'on_fire' as const,
      periodKey,
      earnedDate,
      points: 20,
    });
    const stored = [award('a', '1'), award('b', '1'), award('c', '1')];
    expect(compareAwards(stored, [award('a', '1'), award('b', '2'), award('d', '1')])).toEqual({
      added: [award('d', '1')],
      moved: [award('b', '2')],
      withdrawn: [award('c', '1')],
    });
  });
});
