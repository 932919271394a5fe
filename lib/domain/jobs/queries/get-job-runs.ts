import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';
import { jobRuns } from '@/lib/db/schema/runs';

const STATUSES = ['running', 'success', 'failed', 'skipped'] as const;
const row = z.object({
  id: column.integer,
  job: z.string(),
  slot: z.string(),
  status: z.enum(STATUSES),
  startedAt: column.instant,
  finishedAt: column.instant.nullable(),
  counts: z.preprocess(
    (value) => (typeof value === 'string' ? JSON.parse(value) : value),
    z.record(z.string(), z.number()).nullable(),
  ),
  error: z.string().nullable(),
});
export type JobRunRow = z.infer<typeof row>;

const LAST_RUNS = 50;
const columns = sql`id, job, slot, status, started_at AS startedAt, finished_at AS finishedAt, counts, error`;

/** Names of all jobs that ever ran, from the index alone. */
export async function getRunJobs(db: Db): Promise<string[]> {
  const rows = await selectRows(db, sql`SELECT DISTINCT job FROM job_runs ORDER BY job`, z.object({ job: z.string() }));
  return rows.map(({ job }) => job);
}

/** The latest run of each status of each job at a site. One statement that reads one entry of the index for each. */
export async function getLastRuns(db: Db, siteId: number, jobs: readonly string[]): Promise<JobRunRow[]> {
  return jobs.length === 0 ? [] : selectRows(db, lastRunsStatement(siteId, jobs), row);
}

export function lastRunsStatement(siteId: number, jobs: readonly string[]): SQL {
  const parts = jobs.flatMap((job) =>
    STATUSES.map(
      (status) => sql`
        (SELECT ${columns} FROM job_runs
          WHERE job = ${job} AND status = ${status} AND site_id = ${siteId}
          ORDER BY started_at DESC LIMIT 1)`,
    ),
  );
  return sql.join(parts, sql` UNION ALL `);
}

/** The last runs of one job at a site, the latest first. */
export async function getJobRuns(db: Db, siteId: number, job: string): Promise<JobRunRow[]> {
  const of = and(eq(jobRuns.job, job), eq(jobRuns.siteId, siteId));
  return selectRows(
    db,
    sql`SELECT ${columns} FROM job_runs WHERE ${of} ORDER BY ${desc(jobRuns.startedAt)} LIMIT ${LAST_RUNS}`,
    row,
  );
}
