import * as z from 'zod';
import { departmentPart } from '@/lib/domain/leaderboard/schema';
import { ACHIEVEMENT_KEYS } from './rules';

const isoDay = z.iso.date();
const frame = {
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
};

export const achievementKey = z.enum(ACHIEVEMENT_KEYS);
export const level = z.enum(['bronze', 'silver', 'gold', 'platinum', 'diamond']);

/** Query of `GET /api/dashboard/analytics/streak-leaders`. */
export const streakLeadersQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) });

export const streakLeader = z.object({
  /** Shared by equal streaks. */
  rank: z.number().int().min(1),
  employeeId: z.number().int(),
  name: z.string(),
  currentStreak: z.number().int(),
  bestStreak: z.number().int(),
  achievementPoints: z.number().int(),
  /** Null below the first level. */
  level: level.nullable(),
});

/** Answer of `GET /api/dashboard/analytics/streak-leaders`. */
export const streakLeaders = z.object({ ...frame, rows: z.array(streakLeader) });
export type StreakLeaders = z.infer<typeof streakLeaders>;

/** Query of `GET /api/dashboard/analytics/achievement-ticker`: awards of the last `days` days, today included. */
export const achievementTickerQuery = z.object({
  days: z.coerce.number().int().min(1).max(31).default(7),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const award = z.object({
  key: achievementKey,
  label: z.string(),
  points: z.number().int(),
  /** What the award is unique in: a day, a week's first day, a streak's first day, or `ever`. */
  periodKey: z.string(),
  earnedDate: isoDay,
});

/** Answer of `GET /api/dashboard/analytics/achievement-ticker`, the newest first. */
export const achievementTicker = z.object({
  ...frame,
  rows: z.array(award.extend({ employeeId: z.number().int(), name: z.string(), awardedAt: z.iso.datetime() })),
});
export type AchievementTicker = z.infer<typeof achievementTicker>;

/** Path and query of `GET /api/gamification/achievements/:employeeId`. */
export const achievementsParams = z.object({ employeeId: z.coerce.number().int().min(1).max(4_294_967_295) });
export const achievementsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

/** Answer of `GET /api/gamification/achievements/:employeeId`. */
export const personAchievements = z.object({
  ...frame,
  employeeId: z.number().int(),
  name: z.string(),
  currentStreak: z.number().int(),
  bestStreak: z.number().int(),
  achievementPoints: z.number().int(),
  level: level.nullable(),
  nextLevel: level.nullable(),
  /** Points at which the next level begins; null past the last. */
  nextLevelAt: z.number().int().nullable(),
  /** Each achievement with how often it was earned. */
  achievements: z.array(
    z.object({
      key: achievementKey,
      label: z.string(),
      /** What it is for. */
      earnedWhen: z.string(),
      points: z.number().int(),
      times: z.number().int(),
      lastEarnedDate: isoDay.nullable(),
    }),
  ),
  total: z.number().int(),
  /** The awards, the newest first. */
  rows: z.array(award),
  nextCursor: z.string().nullable(),
});
export type PersonAchievements = z.infer<typeof personAchievements>;

/** Query of `GET /api/gamification/leaderboard`. */
export const periodBoardQuery = z.object({
  period: z.enum(['week', 'month', 'all']).default('week'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type Period = z.infer<typeof periodBoardQuery>['period'];

/** A person on a period board (domain.md 6): sums of the days. null: the number does not exist. */
export const periodRow = z.object({
  rank: z.number().int().min(1),
  employeeId: z.number().int(),
  name: z.string(),
  /** Of the role with most items in the period; null without one. */
  department: z.string().nullable(),
  daysWorked: z.number().int(),
  items: z.number().int(),
  points: z.number(),
  /** Items and hours of the days with clocked time. */
  itemsPerHour: z.number().nullable(),
  clockedSeconds: z.number().int(),
  activeSeconds: z.number().int(),
  /** Of the days with clocked time, 0 to 1. */
  efficiency: z.number().nullable(),
  /** Sum of the daily targets of the worked days; null without any. */
  targetPoints: z.number().nullable(),
  streak: z.number().int(),
  badge: z.string(),
  achievementPoints: z.number().int(),
  level: level.nullable(),
  breakdown: z.array(departmentPart),
});
export type PeriodBoardRow = z.infer<typeof periodRow>;

/** Answer of `GET /api/gamification/leaderboard`. */
export const periodBoard = z.object({
  ...frame,
  period: periodBoardQuery.shape.period.unwrap(),
  /** First day; null: all there are. */
  from: isoDay.nullable(),
  to: isoDay,
  total: z.number().int(),
  rows: z.array(periodRow),
  nextCursor: z.string().nullable(),
});
export type PeriodBoard = z.infer<typeof periodBoard>;
