import { getDatabase } from '@/lib/db/handles';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { describeError } from '@/lib/platform/errors/errors';
import { type JobPlan, readJobPlan } from '@/lib/platform/jobs/job-plan';
import { getLogger } from '@/lib/platform/log/log';
import { presentProcesses } from '@/lib/platform/presence/presence';
import { withLimit } from '@/lib/platform/process/with-limit';
import { getSharedRedis } from '@/lib/platform/redis/shared';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareJobs, prepareRun } from './prepare';
import { getJobRuns, getLastRuns, getRunJobs } from './queries/get-job-runs';
import type { JobList, JobRunList } from './schema';

const LIMIT_MILLIS = 1_000;

/** All jobs of a site, when they ran and when they will. Not cached: somebody watches what runs. */
export async function loadJobs({ code }: Site, now: EpochSeconds): Promise<JobList> {
  const db = getDatabase();
  // What is paused is read anew: the cached site may be from before.
  const site = await getSite(db, code);
  const { plan, workers } = await whatWorkersSay();
  const known = await getRunJobs(db);
  const names = [...new Set([...(plan ?? []).map(({ job }) => job), ...known])];
  const rows = prepareJobs(plan ?? [], known, await getLastRuns(db, site.id, names), { site, now });
  return { asOf: toIsoInstant(now), isPlanKnown: plan !== null, workers, rows };
}

/** The last runs of one job. */
export async function loadJobRuns(site: Site, job: string, now: EpochSeconds): Promise<JobRunList> {
  const rows = await getJobRuns(getDatabase(), site.id, job);
  return { asOf: toIsoInstant(now), rows: rows.map(prepareRun) };
}

/** Nothing without Redis, or while it is away: the page says so. */
async function whatWorkersSay(): Promise<{ plan: JobPlan | null; workers: number | null }> {
  const redis = getSharedRedis();
  if (redis === undefined) return { plan: null, workers: null };
  try {
    return await withLimit(
      (async () => ({
        plan: await readJobPlan(redis),
        workers: (await presentProcesses(redis)).filter(({ kind }) => kind === 'worker').length,
      }))(),
      LIMIT_MILLIS,
    );
  } catch (error) {
    getLogger().warn({ error: describeError(error) }, 'the plan of jobs could not be read');
    return { plan: null, workers: null };
  }
}
