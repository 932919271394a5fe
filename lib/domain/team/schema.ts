import * as z from 'zod';
import { FLOW_STATUSES } from '@/lib/domain/flow/rules';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import { TEAM_TABLES } from './columns';
import { HEALTH_LABELS, HEALTH_TERMS } from './health-terms';
import { CAPACITY_STATES } from './rules';

const isoDay = z.iso.date();
const count = z.number().int().min(0);
const percent = z.number().nullable();
const colour = z.number().int().min(1).max(8);
/** When the body was computed, and whether it is the last good one. */
const frame = { asOf: z.iso.datetime(), state: z.enum(['live', 'stale']) };
const source = z.enum(['live', 'stored', 'archive']);

/** Query of a day; without a date today. */
export const teamDayQuery = z.object({ date: isoDay.optional() });
export type TeamDayQuery = z.infer<typeof teamDayQuery>;

/** Query of a range; without it the days that end today. */
export const teamRangeQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type TeamRangeQuery = z.infer<typeof teamRangeQuery>;

export const teamComparisonQuery = teamRangeQuery.extend({
  compare: z.enum(COMPARISONS).exclude(['none']).default('previous'),
});
export type TeamComparisonQuery = z.infer<typeof teamComparisonQuery>;

export const teamNoQuery = z.object({});

/** Query of the CSV export; a day's table is of the last day of the range. */
export const teamExportQuery = teamComparisonQuery.extend({ table: z.enum(TEAM_TABLES).default('days') });
export type TeamExportQuery = z.infer<typeof teamExportQuery>;

const output = { items: count, finishedItems: count, points: z.number() };

/** The team on a day (domain.md 7). Items and points include those of unmapped identities. */
export const teamMetricsBody = z.object({
  date: isoDay,
  source,
  /** Null on a past day. */
  clockedIn: count.nullable(),
  /** People with at least one scan. */
  worked: count,
  /** People with a clock period or a scan. */
  people: count,
  clockedSeconds: count,
  ...output,
  unmapped: z.object(output),
  goal: z.object({ items: count.nullable(), percent }),
  bestDepartment: z.object({ department: z.string(), points: z.number() }).nullable(),
  /** Of today with yesterday at the same local time, of a past day with the whole day before. */
  comparison: z.object({
    date: isoDay,
    basis: z.enum(['same_local_time', 'whole_day']),
    /** Items count whose window ended until then; null for the whole day. */
    until: z.iso.datetime().nullable(),
    ...output,
    change: z.object({ itemsPercent: percent, finishedItemsPercent: percent, pointsPercent: percent }),
  }),
});
export type TeamMetricsBody = z.infer<typeof teamMetricsBody>;
/** Answer of `GET /api/dashboard/analytics/team-metrics`. */
export const teamMetrics = teamMetricsBody.extend(frame);
export type TeamMetrics = z.infer<typeof teamMetrics>;

export const attendance = z.object({
  /** People who clocked in until now. */
  came: count,
  /** Average of those who had come by this local time on the same weekday of the last 4 weeks; null without such a day. */
  expected: z.number().nullable(),
  /** at most 100 */
  percent,
  /** Days the average is made of, 0 to 4. */
  days: count,
});

export const teamOverviewBody = teamMetricsBody.extend({
  /** Null on a past day. */
  attendance: attendance.nullable(),
  /** active / clocked of clocked person-days */
  utilizationPercent: percent,
  /** Items of clocked person-days against worked hours x target. */
  efficiencyPercent: percent,
});
export type TeamOverviewBody = z.infer<typeof teamOverviewBody>;
/** Answer of `GET /api/team-metrics/overview`. */
export const teamOverview = teamOverviewBody.extend(frame);
export type TeamOverview = z.infer<typeof teamOverview>;

const departmentFigures = z.object({
  items: count,
  points: z.number(),
  unmappedItems: count,
  /** One per person and day with work in it. */
  personDays: count,
  workedSeconds: count,
  /** Of clocked person-days. */
  itemsPerHour: z.number().nullable(),
  /** Of the target of each day, in percent above (or below) it. */
  vsTargetPercent: percent,
});
export const departmentComparison = z.object({
  department: z.string(),
  colour,
  now: departmentFigures,
  before: departmentFigures,
  change: z.object({ itemsPercent: percent, pointsPercent: percent, itemsPerHourPercent: percent }),
});
export const teamComparisonBody = z.object({
  from: isoDay,
  to: isoDay,
  source,
  compare: z.enum(COMPARISONS),
  comparedWith: z.object({ from: isoDay, to: isoDay }),
  departments: z.array(departmentComparison),
});
export type TeamComparisonBody = z.infer<typeof teamComparisonBody>;
/** Answer of `GET /api/team-metrics/comparison`. */
export const teamComparison = teamComparisonBody.extend(frame);
export type TeamComparison = z.infer<typeof teamComparison>;

export const teamDay = z.object({
  date: isoDay,
  people: count,
  worked: count,
  clockedSeconds: count,
  activeSeconds: count,
  ...output,
  utilizationPercent: percent,
  efficiencyPercent: percent,
  goalItems: count.nullable(),
  goalPercent: percent,
});
export type TeamDay = z.infer<typeof teamDay>;

/** A range of days as a whole. */
export const teamTotals = z.object({
  /** Days on which anybody was there or anything was done. */
  days: count,
  /** One per person and day. */
  personDays: count,
  clockedSeconds: count,
  activeSeconds: count,
  ...output,
  utilizationPercent: percent,
  efficiencyPercent: percent,
  /** Of `days`, those with a goal, and how many reached it. */
  goalDays: count,
  goalDaysReached: count,
});
export type TeamTotals = z.infer<typeof teamTotals>;

export const teamTrendsQuery = teamRangeQuery.extend({ compare: z.enum(COMPARISONS).default('none') });
export type TeamTrendsQuery = z.input<typeof teamTrendsQuery>;

export const teamTrendsBody = z.object({
  from: isoDay,
  to: isoDay,
  source,
  totals: teamTotals,
  days: z.array(teamDay),
  compare: z.enum(COMPARISONS),
  /** Null without a comparison. */
  compared: z
    .object({
      from: isoDay,
      to: isoDay,
      totals: teamTotals,
      days: z.array(teamDay),
      /** How far the totals of the range are above (or below) these; shares in percentage points. */
      change: z.object({
        itemsPercent: percent,
        finishedItemsPercent: percent,
        pointsPercent: percent,
        clockedSecondsPercent: percent,
        utilizationPoints: percent,
        efficiencyPoints: percent,
      }),
    })
    .nullable(),
});
export type TeamTrendsBody = z.infer<typeof teamTrendsBody>;
/** Answer of `GET /api/team-metrics/trends`. */
export const teamTrends = teamTrendsBody.extend(frame);
export type TeamTrends = z.infer<typeof teamTrends>;

const capacityFigures = {
  workedSeconds: count,
  /** Worked hours x target, 2 decimals; null without worked time. */
  capacityItems: z.number().nullable(),
  /** Items of clocked person-days: what is held against the capacity. */
  items: count,
  usePercent: percent,
  /** Below 70 % under-used, above 90 % near the limit. */
  state: z.enum(CAPACITY_STATES).nullable(),
};
export const teamCapacityBody = z.object({
  date: isoDay,
  source,
  total: z.object(capacityFigures),
  departments: z.array(
    z.object({ department: z.string(), colour, targetPerHour: z.number().nullable(), ...capacityFigures }),
  ),
});
export type TeamCapacityBody = z.infer<typeof teamCapacityBody>;
/** Answer of `GET /api/team-metrics/capacity`. */
export const teamCapacity = teamCapacityBody.extend(frame);
export type TeamCapacity = z.infer<typeof teamCapacity>;

export const teamBottlenecksBody = z.object({
  date: isoDay,
  source,
  primary: z.string().nullable(),
  departments: z.array(
    z.object({
      department: z.string(),
      colour,
      status: z.enum(FLOW_STATUSES),
      severity: z.enum(['critical', 'warning']).nullable(),
      cause: z.string().nullable(),
      growth: z.number().int().nullable(),
      queue: count,
      /** Of the last 24 hours: hours in which the department before made more than 1.2 x its items. */
      markedHours: count,
    }),
  ),
});
export type TeamBottlenecksBody = z.infer<typeof teamBottlenecksBody>;
/** Answer of `GET /api/team-metrics/bottlenecks`. */
export const teamBottlenecks = teamBottlenecksBody.extend(frame);
export type TeamBottlenecks = z.infer<typeof teamBottlenecks>;

export const healthPart = z.object({
  term: z.enum(HEALTH_TERMS),
  /** Percent, of `criticalDepartments` their number; null where it does not exist, and the term is left out. */
  value: z.number().nullable(),
  /** What it takes from 100; null when left out. */
  penalty: z.number().nullable(),
  isLeftOut: z.boolean(),
});
export const teamHealthBody = z.object({
  date: isoDay,
  source,
  score: z.number().min(0).max(100),
  label: z.enum(HEALTH_LABELS),
  parts: z.array(healthPart),
});
export type TeamHealthBody = z.infer<typeof teamHealthBody>;
/** Answer of `GET /api/team-metrics/health-score`. */
export const teamHealth = teamHealthBody.extend(frame);
export type TeamHealth = z.infer<typeof teamHealth>;
