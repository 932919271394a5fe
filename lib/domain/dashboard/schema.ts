import * as z from 'zod';
import { alertList } from '@/lib/domain/alerts/schema';
import { departmentStats } from '@/lib/domain/departments/schema';
import { flowDepartment } from '@/lib/domain/flow/schema';
import { idleRow } from '@/lib/domain/idle/schema';
import { ISSUE_KINDS } from '@/lib/domain/issues/rules';
import { leaderboard } from '@/lib/domain/leaderboard/schema';
import { teamMetrics } from '@/lib/domain/team/schema';
import { PEOPLE_VIEWS } from './rules';

const isoDay = z.iso.date();

/** Query of the reads of one day; without a date today. */
export const dayQuery = z.object({ date: isoDay.optional() });
export type DayQuery = z.infer<typeof dayQuery>;

/** What of the site there is, and what waits for somebody. As of now, whatever the date. */
export const openCounts = z.object({
  /** People who are not archived. */
  employees: z.number().int(),
  /** Logins that nobody is linked to yet, not ignored. */
  unmappedIdentities: z.number().int(),
  openIssues: z.number().int(),
});

function part<T extends z.ZodType>(data: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data }),
    z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
  ]);
}

/** Answer of `GET /api/dashboard/summary`: each part by itself, as its own read gives it. */
export const summary = z.object({
  date: isoDay,
  today: isoDay,
  source: z.enum(['live', 'stored', 'archive']),
  /** Of the oldest part; null when only parts without a time could be loaded. */
  asOf: z.iso.datetime().nullable(),
  /** The first ten. */
  leaderboard: part(leaderboard),
  departments: part(departmentStats),
  metrics: part(teamMetrics),
  counts: part(openCounts),
  /** The ten that are due first, and how many wait in all; as of now, whatever the date. */
  alerts: part(alertList.pick({ counts: true, rows: true })),
});
export type Summary = z.infer<typeof summary>;

const frame = {
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  date: isoDay,
};

/** Answer of `GET /api/dashboard/attention`: each part by itself. */
export const attention = z.object({
  ...frame,
  /** Clocked in, not on a break, and longer without a scan than is normal now; null on a past day. */
  idle: part(z.array(idleRow)).nullable(),
  /** Departments that are critical or warning now, in flow order; null on a past day. */
  jams: part(
    z.array(
      flowDepartment.pick({
        department: true,
        colour: true,
        status: true,
        severity: true,
        cause: true,
        queue: true,
        forecast: true,
      }),
    ),
  ).nullable(),
  /** Data issues that are open now, whatever their day, and those about this day among them. */
  issues: part(z.array(z.object({ kind: z.enum(ISSUE_KINDS), open: z.number().int(), ofDay: z.number().int() }))),
});
export type Attention = z.infer<typeof attention>;

/** Somebody with a clock period or a scan on the day. */
export const dayPerson = z.object({
  employeeId: z.number().int(),
  name: z.string(),
  /** Of the primary role; null without one. */
  department: z.string().nullable(),
  items: z.number().int(),
  finishedItems: z.number().int(),
  clockedSeconds: z.number().int(),
  breakSeconds: z.number().int(),
  firstClockIn: z.iso.datetime().nullable(),
  /** Null while clocked in, and when nobody clocked out. */
  lastClockOut: z.iso.datetime().nullable(),
  isClockedIn: z.boolean(),
});
export type DayPerson = z.infer<typeof dayPerson>;

/** Answer of `GET /api/dashboard/people`, by name: the parts that the figures of the day are the sums of. */
export const dayPeople = z.object({ ...frame, rows: z.array(dayPerson) });
export type DayPeople = z.infer<typeof dayPeople>;

/** Query of the CSV of the people behind a figure. */
export const peopleExportQuery = dayQuery.extend({ view: z.enum(PEOPLE_VIEWS) });
export type PeopleExportQuery = z.infer<typeof peopleExportQuery>;
