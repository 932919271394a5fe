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

const frame = { asOf: z.iso.datetime(), source: z.literal('stored') };

/** Answer of `GET /api/dashboard/reports/:date`. */
export const reportAnswer = dailyReport.extend(frame);
export type ReportAnswer = z.infer<typeof reportAnswer>;
export const reportParams = z.object({ date: isoDay });

/** Query of `GET /api/dashboard/reports`; without days the last 30. */
export const reportsQuery = z.object({ from: isoDay.optional(), to: isoDay.optional() });
export type ReportsQuery = z.infer<typeof reportsQuery>;

/** Answer of `GET /api/dashboard/reports`: the days that have a report, the newest first, with their main numbers. */
export const reportList = z.object({
  ...frame,
  from: isoDay,
  to: isoDay,
  rows: z.array(
    dailyReport.pick({
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
    }),
  ),
});
export type ReportList = z.infer<typeof reportList>;
