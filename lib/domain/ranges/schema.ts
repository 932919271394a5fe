import * as z from 'zod';
import { boardDepartment, departmentPart } from '@/lib/domain/leaderboard/schema';
import { BREAKDOWNS, COMPARISONS } from './rules';

const isoDay = z.iso.date();

/** Query of `GET /api/dashboard/analytics/date-range`: both days included. */
export const dateRangeQuery = z.object({
  from: isoDay,
  to: isoDay,
  compare: z.enum(COMPARISONS).default('none'),
  /** Items, points, people and days are then of it; clocked and active time of the whole of the days worked in it. */
  department: z.string().min(1).max(80).optional(),
  /** Whether to tell the departments of the range, and what each person did in them. */
  breakdown: z.enum(BREAKDOWNS).default('none'),
});
export type DateRangeQuery = z.infer<typeof dateRangeQuery>;

/** Sums of the site over a range; items and points include those of unmapped identities. */
export const rangeTotals = z.object({
  /** People with a row in the range. */
  people: z.number().int(),
  /** Days on which anything was done or anybody was there. */
  days: z.number().int(),
  items: z.number().int(),
  finishedItems: z.number().int(),
  points: z.number(),
  unmappedItems: z.number().int(),
  clockedSeconds: z.number().int(),
  activeSeconds: z.number().int(),
  /** Active of clocked time, of person-days with clocked time; null without any. */
  utilizationPercent: z.number().nullable(),
});
export type RangeTotals = z.infer<typeof rangeTotals>;

/** One day of a range; days without anything are not there. */
export const rangeDay = z.object({
  date: isoDay,
  people: z.number().int(),
  items: z.number().int(),
  finishedItems: z.number().int(),
  points: z.number(),
  unmappedItems: z.number().int(),
  clockedSeconds: z.number().int(),
  activeSeconds: z.number().int(),
});
export type RangeDay = z.infer<typeof rangeDay>;

const dayOfPerson = z.object({ date: isoDay, points: z.number() });
const percent = z.number().nullable();

/** A person over a range (domain.md 7). null: the number does not exist. */
export const rangePerson = z.object({
  /** 1 + people with more points. */
  rank: z.number().int().min(1),
  employeeId: z.number().int(),
  name: z.string(),
  isArchived: z.boolean(),
  /** Days with an activity. */
  daysWorked: z.number().int(),
  items: z.number().int(),
  points: z.number(),
  clockedSeconds: z.number().int(),
  activeSeconds: z.number().int(),
  itemsPerHour: z.number().nullable(),
  /** 0 to 1 */
  efficiency: z.number().nullable(),
  /** Points of a worked day. */
  averagePoints: z.number().nullable(),
  best: dayOfPerson.nullable(),
  worst: dayOfPerson.nullable(),
  /** 0 to 100 */
  consistency: z.number().nullable(),
  trend: z.enum(['improving', 'steady', 'declining']).nullable(),
  /** In the range compared with; null without a comparison or without a row there. */
  compared: z
    .object({
      rank: z.number().int().min(1),
      daysWorked: z.number().int(),
      items: z.number().int(),
      points: z.number(),
    })
    .nullable(),
  itemsChangePercent: percent,
  pointsChangePercent: percent,
  /** In flow order; null when not asked for. */
  breakdown: z.array(departmentPart).nullable(),
});
export type RangePersonRow = z.infer<typeof rangePerson>;

/** Answer of `GET /api/dashboard/analytics/date-range`. A range with today in it is live and still grows. */
export const dateRange = z.object({
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  from: isoDay,
  to: isoDay,
  totals: rangeTotals,
  days: z.array(rangeDay),
  compare: z.enum(COMPARISONS),
  /** Null without a comparison. */
  compared: z
    .object({
      from: isoDay,
      to: isoDay,
      totals: rangeTotals,
      days: z.array(rangeDay),
      itemsChangePercent: percent,
      finishedItemsChangePercent: percent,
      pointsChangePercent: percent,
      clockedSecondsChangePercent: percent,
    })
    .nullable(),
  department: z.string().nullable(),
  /** Of the range, in flow order; null when not asked for. */
  departments: z.array(boardDepartment).nullable(),
  people: z.array(rangePerson),
});
export type DateRange = z.infer<typeof dateRange>;
