import * as z from 'zod';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import { ALL_SORT_COLUMNS, SORT_DIRECTIONS } from './columns';

const isoDay = z.iso.date();

/** What a department did for a person or for the whole board. */
export const departmentPart = z.object({
  department: z.string(),
  items: z.number().int(),
  /** rounded to 2 decimals */
  points: z.number(),
});
export type DepartmentPart = z.infer<typeof departmentPart>;

/** A person on the board (contract.md 5, domain.md 6). null: the number does not exist. */
export const leaderboardRow = z.object({
  rank: z.number().int().min(1),
  employeeId: z.number().int(),
  name: z.string(),
  /** Of the primary role; null without one. */
  department: z.string().nullable(),
  items: z.number().int(),
  points: z.number(),
  itemsPerHour: z.number().nullable(),
  clockedSeconds: z.number().int(),
  activeSeconds: z.number().int(),
  /** 0 to 1 */
  efficiency: z.number().nullable(),
  isClockedIn: z.boolean(),
  streak: z.number().int().nullable(),
  badge: z.string(),
  breakdown: z.array(departmentPart),
});
export type LeaderboardRow = z.infer<typeof leaderboardRow>;

/** A department of the board, in flow order. */
export const boardDepartment = departmentPart.extend({
  /** 1..8, the same department has the same colour everywhere. */
  colour: z.number().int().min(1).max(8),
  /** People with work in it. */
  people: z.number().int(),
  /** Work of unmapped identities, not in anybody's row. */
  unmappedItems: z.number().int(),
});
export type BoardDepartment = z.infer<typeof boardDepartment>;

/** Answer of `GET /api/dashboard/leaderboard`. */
export const leaderboard = z.object({
  date: isoDay,
  /** The site's business day at the time of the answer. */
  today: isoDay,
  department: z.string().nullable(),
  asOf: z.iso.datetime(),
  /** `stale`: the last good numbers, because newer ones could not be loaded. */
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  total: z.number().int(),
  /** Items of unmapped identities on the day (of the department, if one is asked for). */
  unmappedItems: z.number().int(),
  departments: z.array(boardDepartment),
  rows: z.array(leaderboardRow),
  /** For the next page; null on the last. */
  nextCursor: z.string().nullable(),
});
export type Leaderboard = z.infer<typeof leaderboard>;

/** Answer of `GET /api/dashboard/leaderboard/trend`: what is behind a board, person by person. */
export const boardTrend = z.object({
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  date: isoDay,
  department: z.string().nullable(),
  /** The 14 days that end with `date`. */
  days: z.array(isoDay),
  /** Everybody with a row on one of the days. */
  people: z.array(
    z.object({
      employeeId: z.number().int(),
      /** One a day; null without a row. */
      points: z.array(z.number().nullable()),
      /** On the board of the day before `date`; null without a row there. */
      rankBefore: z.number().int().min(1).nullable(),
    }),
  ),
});
export type BoardTrend = z.infer<typeof boardTrend>;

/** Query of `GET /api/dashboard/leaderboard/trend`; without a date today. */
export const boardTrendQuery = z.object({
  date: isoDay.optional(),
  /** Points and ranks are then of it. */
  department: z.string().min(1).max(80).optional(),
});
export type BoardTrendQuery = z.infer<typeof boardTrendQuery>;

/** A row of the live board (domain.md 6). */
export const liveRow = leaderboardRow.extend({
  /** Null without a row on yesterday's board. */
  yesterdayRank: z.number().int().min(1).nullable(),
  /** Places up (or down) since yesterday. */
  moved: z.number().int().nullable(),
  /** The next of 100, 250, 500, 750, 1000, 1500 and 2000 points; null past the last. */
  nextMilestone: z.number().int().nullable(),
});

export const liveBoardBody = z.object({
  date: isoDay,
  source: z.literal('live'),
  /** People on today's board. */
  total: z.number().int(),
  /** The first ten. */
  rows: z.array(liveRow),
});
export type LiveBoardBody = z.infer<typeof liveBoardBody>;

/** Answer of `GET /api/dashboard/leaderboard/live`. */
export const liveBoard = liveBoardBody.extend({ asOf: z.iso.datetime(), state: z.enum(['live', 'stale']) });
export type LiveBoard = z.infer<typeof liveBoard>;

/** Query of the live board: it is today's. */
export const liveBoardQuery = z.object({});

/** Query of `GET /api/dashboard/leaderboard`. */
export const leaderboardQuery = z.object({
  date: isoDay.optional(),
  department: z.string().min(1).max(80).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

/** Query of the CSV export: the filter of the page; with `from` and `to` of that range of days. */
export const leaderboardExportQuery = z
  .object({
    date: isoDay.optional(),
    from: isoDay.optional(),
    to: isoDay.optional(),
    compare: z.enum(COMPARISONS).default('none'),
    department: z.string().min(1).max(80).optional(),
    q: z.string().max(100).default(''),
    sort: z.enum(ALL_SORT_COLUMNS).default('rank'),
    direction: z.enum(SORT_DIRECTIONS).default('asc'),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'goes together with "from"',
  });
