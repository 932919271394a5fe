import * as z from 'zod';
import { alertList } from '@/lib/domain/alerts/schema';
import { departmentStats } from '@/lib/domain/departments/schema';
import { leaderboard } from '@/lib/domain/leaderboard/schema';
import { teamMetrics } from '@/lib/domain/team/schema';

const isoDay = z.iso.date();

/** Query of the summary; without a date today. */
export const summaryQuery = z.object({ date: isoDay.optional() });
export type SummaryQuery = z.infer<typeof summaryQuery>;

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
