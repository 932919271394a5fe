import { addDays, businessDayInterval, type SiteCalendar, weekStart } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';

/** A person-day as streaks and awards over several days see it. Points and target in hundredths. */
export type HistoryDay = {
  day: IsoDay;
  pointsHundredths: number;
  /** Of the primary role on the day; null or 0: no target. */
  monthlyTargetHundredths: number | null;
  /** activity_count > 0 */
  isWorked: boolean;
  isFinal: boolean;
};

/** A person-day with what the awards of the day itself need. */
export type AwardDay = HistoryDay & {
  clockedSeconds: number;
  activeSeconds: number;
  idleCount: number;
  firstClockIn: EpochSeconds | null;
};

export type AwardSettings = {
  /** Site setting; may have decimals. */
  targetDaysPerMonth: number;
  /** 1 = Monday .. 7 */
  weekStart: number;
};

export type AchievementKey =
  | 'daily_champion'
  | 'efficiency_master'
  | 'early_bird'
  | 'always_active'
  | 'team_player'
  | 'consistency_king'
  | 'rising_star'
  | 'on_fire'
  | 'week_warrior'
  | 'legendary'
  | 'thousand_club'
  | 'elite_performer';

type AchievementRule = {
  label: string;
  /** What it is for, as a sentence without its end. */
  earnedWhen: string;
  points: number;
  /** What an award is unique in; awards of a `day` depend on nothing but that day. */
  oncePer: 'day' | 'week' | 'streak' | 'ever';
};

/** The table of domain.md 5. */
export const ACHIEVEMENTS: Record<AchievementKey, AchievementRule> = {
  daily_champion: {
    label: 'Daily Champion',
    earnedWhen: "The day's points reach the daily target",
    points: 10,
    oncePer: 'day',
  },
  efficiency_master: {
    label: 'Efficiency Master',
    earnedWhen: 'At least 90% active with 4 hours clocked',
    points: 15,
    oncePer: 'day',
  },
  early_bird: { label: 'Early Bird', earnedWhen: 'First clock-in of the day by 07:30', points: 5, oncePer: 'day' },
  always_active: {
    label: 'Always Active',
    earnedWhen: 'No idle period with 4 hours clocked',
    points: 25,
    oncePer: 'day',
  },
  team_player: {
    label: 'Team Player',
    earnedWhen: 'The site reached its daily goal on a day the person worked',
    points: 40,
    oncePer: 'day',
  },
  consistency_king: {
    label: 'Consistency King',
    earnedWhen: '5 qualifying days in one week',
    points: 50,
    oncePer: 'week',
  },
  rising_star: {
    label: 'Rising Star',
    earnedWhen: 'A week with 10% more points than the week before',
    points: 30,
    oncePer: 'week',
  },
  on_fire: { label: 'On Fire', earnedWhen: 'A streak of 3 qualifying days', points: 20, oncePer: 'streak' },
  week_warrior: { label: 'Week Warrior', earnedWhen: 'A streak of 7 qualifying days', points: 75, oncePer: 'streak' },
  legendary: { label: 'Legendary', earnedWhen: 'A streak of 30 qualifying days', points: 500, oncePer: 'streak' },
  thousand_club: { label: 'Thousand Club', earnedWhen: '1,000 points in all', points: 25, oncePer: 'ever' },
  elite_performer: { label: 'Elite Performer', earnedWhen: '10,000 points in all', points: 100, oncePer: 'ever' },
};

/** All keys, in the order of the table. */
export const ACHIEVEMENT_KEYS = Object.keys(ACHIEVEMENTS).filter(isAchievementKey);
/** Awards that depend on one day alone, and those that depend on a person's days together. */
export const DAY_KEYS = ACHIEVEMENT_KEYS.filter((key) => ACHIEVEMENTS[key].oncePer === 'day');
export const HISTORY_KEYS = ACHIEVEMENT_KEYS.filter((key) => ACHIEVEMENTS[key].oncePer !== 'day');

const STREAK_MILESTONES: readonly (readonly [AchievementKey, number])[] = [
  ['on_fire', 3],
  ['week_warrior', 7],
  ['legendary', 30],
];
const LIFETIME_MILESTONES: readonly (readonly [AchievementKey, number])[] = [
  ['thousand_club', 100_000],
  ['elite_performer', 1_000_000],
];
const EVER = 'ever';
const KING_DAYS = 5;
const STAR_WORKED_DAYS = 3;
const FOUR_HOURS = 4 * 3600;
const EARLY_SECOND_OF_DAY = 7 * 3600 + 30 * 60;

/** An award of a person, unique by key and period. */
export type Award = { key: AchievementKey; periodKey: string; earnedDate: IsoDay; points: number };

export type Streaks = {
  current: number;
  best: number;
  /** The streak as of each given day, in their order. */
  byDay: number[];
};

export function isAchievementKey(key: string): key is AchievementKey {
  return Object.hasOwn(ACHIEVEMENTS, key);
}

/** points >= monthly target / days, by cross multiplication (domain.md 5: compared unrounded). Without a target never. */
export function reachesDailyTarget(
  day: Pick<HistoryDay, 'pointsHundredths' | 'monthlyTargetHundredths'>,
  targetDaysPerMonth: number,
): boolean {
  const target = day.monthlyTargetHundredths ?? 0;
  if (target <= 0) return false;
  const daysMillis = BigInt(Math.round(targetDaysPerMonth * 1_000));
  return BigInt(day.pointsHundredths) * daysMillis >= BigInt(target) * 1_000n;
}

/** A worked day that reaches its daily target, or without one has points at all (domain.md 5). */
export function isQualifying(
  day: Pick<HistoryDay, 'pointsHundredths' | 'monthlyTargetHundredths' | 'isWorked'>,
  targetDaysPerMonth: number,
): boolean {
  if (!day.isWorked) return false;
  return (day.monthlyTargetHundredths ?? 0) > 0
    ? reachesDailyTarget(day, targetDaysPerMonth)
    : day.pointsHundredths > 0;
}

/**
 * Current, best and each day's streak (domain.md 5) of a person's days in ascending order: qualifying worked days in a row.
 * Days without work are skipped; one that is not final counts once it qualifies and never breaks it before.
 */
export function streaksOf(days: readonly HistoryDay[], targetDaysPerMonth: number): Streaks {
  let current = 0;
  let best = 0;
  const byDay = days.map((day) => {
    if (isQualifying(day, targetDaysPerMonth)) current += 1;
    else if (day.isWorked && day.isFinal) current = 0;
    best = Math.max(best, current);
    return current;
  });
  return { current, best, byDay };
}

/** The awards that a final day earns by itself (domain.md 5); a day that is not final earns none. */
export function dayAwards(
  day: AwardDay,
  site: SiteCalendar & Pick<AwardSettings, 'targetDaysPerMonth'>,
  isGoalReached: boolean,
): Award[] {
  if (!day.isFinal) return [];
  const earned: Partial<Record<AchievementKey, boolean>> = {
    daily_champion: reachesDailyTarget(day, site.targetDaysPerMonth),
    efficiency_master: day.clockedSeconds >= FOUR_HOURS && day.activeSeconds * 10 >= day.clockedSeconds * 9,
    early_bird: isEarly(day, site),
    always_active: day.idleCount === 0 && day.isWorked && day.clockedSeconds >= FOUR_HOURS,
    team_player: isGoalReached && day.isWorked,
  };
  return DAY_KEYS.filter((key) => earned[key] === true).map((key) => awardOf(key, day.day, day.day));
}

/** The awards of a person's days together: weeks, streaks and lifetime (domain.md 5). Days in ascending order. */
export function historyAwards(days: readonly HistoryDay[], settings: AwardSettings): Award[] {
  const worked = days.filter((day) => day.isFinal && day.isWorked);
  return [
    ...weekAwards(worked, settings),
    ...streakAwards(worked, settings.targetDaysPerMonth),
    ...lifetimeAwards(worked),
  ];
}

/** What has to change for `stored` to become `wanted`. */
export function compareAwards<Stored extends Award>(
  stored: readonly Stored[],
  wanted: readonly Award[],
): { added: Award[]; moved: Award[]; withdrawn: Stored[] } {
  const keyOf = (award: Award) => `${award.key}/${award.periodKey}`;
  const known = new Map(stored.map((award) => [keyOf(award), award]));
  const added: Award[] = [];
  const moved: Award[] = [];
  for (const award of wanted) {
    const old = known.get(keyOf(award));
    known.delete(keyOf(award));
    if (old === undefined) added.push(award);
    else if (old.earnedDate !== award.earnedDate || old.points !== award.points) moved.push(award);
  }
  return { added, moved, withdrawn: [...known.values()] };
}

export type Level = 'bronze' | 'silver' | 'gold' | 'platinum' | 'diamond';

const LEVELS: readonly (readonly [Level, number])[] = [
  ['bronze', 100],
  ['silver', 500],
  ['gold', 1_000],
  ['platinum', 2_000],
  ['diamond', 5_000],
];

/** Level by achievement points (domain.md 5) and the next one's; null below the first and past the last. */
export function levelOf(achievementPoints: number): {
  level: Level | null;
  nextLevel: Level | null;
  nextLevelAt: number | null;
} {
  const reached = LEVELS.filter(([, points]) => achievementPoints >= points);
  const next = LEVELS[reached.length];
  return {
    level: reached.at(-1)?.[0] ?? null,
    nextLevel: next?.[0] ?? null,
    nextLevelAt: next?.[1] ?? null,
  };
}

/** Start of the day <= first clock-in <= 07:30:00 local. */
function isEarly(day: AwardDay, calendar: SiteCalendar): boolean {
  if (day.firstClockIn === null) return false;
  const { start } = businessDayInterval(calendar, day.day);
  return (
    start <= day.firstClockIn && day.firstClockIn <= instantOfLocal(calendar.timeZone, day.day, EARLY_SECOND_OF_DAY)
  );
}

/** Of final worked days: five qualifying days of a week, and a week a tenth above the one before it. */
function weekAwards(worked: readonly HistoryDay[], settings: AwardSettings): Award[] {
  const weeks = byWeek(worked, settings.weekStart);
  const awards: Award[] = [];
  for (const [week, days] of weeks) {
    const fifth = days.filter((day) => isQualifying(day, settings.targetDaysPerMonth))[KING_DAYS - 1];
    if (fifth !== undefined) awards.push(awardOf('consistency_king', week, fifth.day));
    const star = dayThatOutdoes(days, weeks.get(addDays(week, -7)) ?? []);
    if (star !== undefined) awards.push(awardOf('rising_star', week, star.day));
  }
  return awards;
}

/** Days in ascending order by the first day of their week. */
function byWeek(days: readonly HistoryDay[], weekStartsOn: number): Map<IsoDay, HistoryDay[]> {
  const weeks = new Map<IsoDay, HistoryDay[]>();
  let week: HistoryDay[] = [];
  let next: IsoDay = '';
  for (const day of days) {
    if (day.day >= next) {
      const first = weekStart(day.day, weekStartsOn);
      next = addDays(first, 7);
      week = [];
      weeks.set(first, week);
    }
    week.push(day);
  }
  return weeks;
}

/** The first of a week's worked days by which it has 1.10 x the points of the week before; both need three worked days. */
function dayThatOutdoes(days: readonly HistoryDay[], before: readonly HistoryDay[]): HistoryDay | undefined {
  const wanted = before.reduce((sum, day) => sum + day.pointsHundredths, 0);
  if (wanted <= 0 || before.length < STAR_WORKED_DAYS) return undefined;
  let points = 0;
  return days.find((day, index) => {
    points += day.pointsHundredths;
    return index + 1 >= STAR_WORKED_DAYS && points * 10 >= wanted * 11;
  });
}

function streakAwards(worked: readonly HistoryDay[], targetDaysPerMonth: number): Award[] {
  const awards: Award[] = [];
  let length = 0;
  let start: IsoDay = '';
  for (const day of worked) {
    if (!isQualifying(day, targetDaysPerMonth)) {
      length = 0;
      continue;
    }
    if (length === 0) start = day.day;
    length += 1;
    for (const [key, days] of STREAK_MILESTONES) if (length === days) awards.push(awardOf(key, start, day.day));
  }
  return awards;
}

function lifetimeAwards(worked: readonly HistoryDay[]): Award[] {
  const awards: Award[] = [];
  let points = 0;
  for (const day of worked) {
    const before = points;
    points += day.pointsHundredths;
    for (const [key, wanted] of LIFETIME_MILESTONES) {
      if (before < wanted && points >= wanted) awards.push(awardOf(key, EVER, day.day));
    }
  }
  return awards;
}

function awardOf(key: AchievementKey, periodKey: string, earnedDate: IsoDay): Award {
  return { key, periodKey, earnedDate, points: ACHIEVEMENTS[key].points };
}
