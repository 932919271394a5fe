import * as z from 'zod';

const instant = z.iso.datetime();
const count = z.number().int();

const run = z.object({
  id: count,
  status: z.enum(['running', 'success', 'failed', 'skipped']),
  /** `planned`, `woken` by what happened, or `ordered` by a person. */
  occasion: z.enum(['planned', 'woken', 'ordered']),
  startedAt: instant,
  finishedAt: instant.nullable(),
  durationSeconds: count.nullable(),
  counts: z.record(z.string(), z.number()).nullable(),
  error: z.string().nullable(),
});
export type ListedRun = z.infer<typeof run>;

/** Answer of `GET /api/admin/jobs`. Runs that found nothing to do leave no row with most jobs. */
export const jobList = z.object({
  asOf: instant,
  /** False while no worker has told its jobs, or Redis is away: then only what has run before is listed. */
  isPlanKnown: z.boolean(),
  /** Workers that gave a sign of life within the last half minute; null when that is not known. */
  workers: count.nullable(),
  rows: z.array(
    z.object({
      job: z.string(),
      /** When it is due, in words; null: only when woken or ordered. */
      schedule: z.string().nullable(),
      /** Null: it is off, paused, or has no schedule. */
      nextAt: instant.nullable(),
      isPaused: z.boolean(),
      offReason: z.string().nullable(),
      running: run.nullable(),
      last: run.nullable(),
      lastSuccessAt: instant.nullable(),
    }),
  ),
});
export type JobList = z.infer<typeof jobList>;
export type ListedJob = JobList['rows'][number];

/** Answer of `GET /api/admin/jobs/:job/runs`: the latest first. */
export const jobRunList = z.object({ asOf: instant, rows: z.array(run) });
export type JobRunList = z.infer<typeof jobRunList>;

export const jobParams = z.object({ job: z.string().regex(/^[a-z][a-z-]{0,47}$/) });
export const jobPause = z.strictObject({ isPaused: z.boolean() });
export const emptyBody = z.strictObject({});
export const jobOrderAnswer = z.object({ status: z.literal('ordered'), orderId: z.string() });
export const changedAnswer = z.object({ status: z.literal('changed') });
