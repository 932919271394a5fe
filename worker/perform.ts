import { randomUUID } from 'node:crypto';
import { getDatabase, getSyncDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { getEnv } from '@/lib/platform/env/env';
import { countJobRun } from '@/lib/platform/jobs/job-counters';
import { type JobRunOutcome, runJobOnce } from '@/lib/platform/jobs/job-runs';
import { withWorkContext } from '@/lib/platform/log/context';
import { getLogger } from '@/lib/platform/log/log';
import { systemClock } from '@/lib/platform/time/clock';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import type { JobContext, JobDefinition } from './job-definition';

export type Occasion =
  | { kind: 'planned'; at: EpochSeconds }
  | { kind: 'woken'; id: string }
  | { kind: 'ordered'; options: JobContext['options']; waitSeconds: number };

/** Runs a job for a site on an occasion, with its row, lock, log context and pools. Throws what the job throws. */
export async function performJob(job: JobDefinition, site: Site, occasion: Occasion): Promise<JobRunOutcome> {
  const env = getEnv();
  const slot = slotName(site, occasion);
  const run = () =>
    runJobOnce({
      db: getDatabase(),
      databaseUrl: env.DATABASE_URL,
      clock: systemClock,
      job: job.name,
      siteId: site.id,
      siteCode: site.code,
      slot,
      waitSeconds: occasion.kind === 'ordered' ? occasion.waitSeconds : 0,
      keepIdleRuns: job.keepIdleRuns || occasion.kind === 'ordered',
      work: () =>
        job.run({
          db: getDatabase(),
          syncDb: getSyncDatabase(),
          site,
          clock: systemClock,
          log: getLogger(),
          env,
          plannedAt: occasion.kind === 'planned' ? occasion.at : null,
          options: occasion.kind === 'ordered' ? occasion.options : {},
        }),
    });
  return withWorkContext({ tag: `job:${job.name}`, jobId: slot, site: site.code }, async () => {
    try {
      const outcome = await run();
      if (outcome.outcome === 'done') await countJobRun(job.name, 'success');
      return outcome;
    } catch (error) {
      await countJobRun(job.name, 'failed');
      throw error;
    }
  });
}

/** Planned slots carry their time, so that one slot runs once whoever asks for it. */
export function slotName(site: Site, occasion: Occasion): string {
  if (occasion.kind === 'planned') return `${site.code}/${toIsoInstant(occasion.at)}`;
  if (occasion.kind === 'woken') return `${site.code}/woken/${occasion.id}`;
  return `${site.code}/ordered/${randomUUID()}`;
}
