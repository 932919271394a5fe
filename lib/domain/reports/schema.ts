import * as z from 'zod';
import { departmentRow } from '@/lib/domain/departments/schema';
import { award } from '@/lib/domain/gamification/schema';

const isoDay = z.iso.date();
const count = z.number().int();

/** Numbers of a day as they were when its report was made (contract.md 4, daily-report). null: does not exist. */
export const reportNumbers = z.object({
  /** People with work or clocked time. */
  people: count,
  /** Of them those whose day is final: all of them once the report is of the whole day. */
  finalPeople: count,
  clockedSeconds: count,
  activeSeconds: count,
  idleSeconds: count,
  breakSeconds: count,
  /** Active of clocked time of clocked people, 0 to 1. */
  utilization: z.number().nullable(),
  /** Items, finished items and points include unmapped work. */
  items: count,
  finishedItems: count,
  points: z.number(),
  unmappedItems: count,
  goalItems: count.nullable(),
  goalPercent: z.number().nullable(),
  siteEfficiencyPercent: z.number().nullable(),
  /** The same weekday a week earlier; null when nobody worked then. */
  weekBefore: z.object({ date: isoDay, people: count, items: count, finishedItems: count }).nullable(),
  /** Data issues of the day that are open. */
  openIssues: count,
  departments: z.array(departmentRow),
  /** The first ten of the board. */
  top: z.array(
    z.object({
      rank: z.number().int().min(1),
      employeeId: count,
      name: z.string(),
      department: z.string().nullable(),
      items: count,
      points: z.number(),
      badge: z.string(),
    }),
  ),
  /** Awards of the day, the bigger first, at most 100. */
  awards: z.array(award.extend({ employeeId: count, name: z.string() })),
});
export type ReportNumbers = z.infer<typeof reportNumbers>;

/** A stored report. */
export const dailyReport = reportNumbers.extend({ date: isoDay, generatedAt: z.iso.datetime() });
export type DailyReport = z.infer<typeof dailyReport>;

/** What a day says after its report was made. */
export const revision = reportNumbers
  .pick({ people: true, clockedSeconds: true, items: true, finishedItems: true, points: true })
  .extend({
    /** When the day was scored last; null when nothing of it is left. */
    scoredAt: z.iso.datetime().nullable(),
  });
export type Revision = z.infer<typeof revision>;

const frame = { asOf: z.iso.datetime(), source: z.literal('stored') };

/** Answer of `GET /api/dashboard/reports/:date`. */
export const reportAnswer = dailyReport.extend({
  ...frame,
  /** The main numbers of the day as they are now; null when they are those of the report. */
  revision: revision.nullable(),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;
export const reportParams = z.object({ date: isoDay });

/** The tables of a report, for its CSV. */
export const REPORT_TABLES = ['departments', 'leaders', 'awards'] as const;
export const reportExportQuery = z.object({ table: z.enum(REPORT_TABLES).default('departments') });
export type ReportExportQuery = z.infer<typeof reportExportQuery>;

/** Query of `GET /api/dashboard/reports`; without days the last 30. */
export const reportsQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type ReportsQuery = z.infer<typeof reportsQuery>;

/** Answer of `GET /api/dashboard/reports`: the days that have a report, the newest first, with their main numbers. */
export const reportList = z.object({
  ...frame,
  from: isoDay,
  to: isoDay,
  /** Of the day that goes on: when its report is made. */
  today: z.object({ date: isoDay, dueAt: z.iso.datetime(), isMade: z.boolean() }),
  rows: z.array(
    dailyReport
      .pick({
        date: true,
        generatedAt: true,
        people: true,
        finalPeople: true,
        clockedSeconds: true,
        items: true,
        finishedItems: true,
        points: true,
        goalItems: true,
        goalPercent: true,
        siteEfficiencyPercent: true,
        openIssues: true,
      })
      .extend({
        /** The main numbers of the day are others by now. */
        isRevised: z.boolean(),
      }),
  ),
});
export type ReportList = z.infer<typeof reportList>;
