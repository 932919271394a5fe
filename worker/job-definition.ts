import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import type { Env } from '@/lib/platform/env/env';
import type { JobCounts } from '@/lib/platform/jobs/job-runs';
import type { Schedule } from '@/lib/platform/jobs/schedule';
import type { Logger } from '@/lib/platform/log/log';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

/** Everything a job works with. */
export type JobContext = {
  /** For ordinary work. */
  db: Database;
  /** For syncs, a small pool of its own. */
  syncDb: Database;
  site: Site;
  clock: Clock;
  log: Logger;
  env: Env;
  /** Planned time of a scheduled run, null when woken or ordered by a person. */
  plannedAt: EpochSeconds | null;
  /** From the command line: `--from`, `--to` and switches such as `--create-people`. */
  options: { from?: IsoDay; to?: IsoDay; createPeople?: boolean };
};

export type JobDefinition = {
  name: string;
  /** Null: runs only when woken or ordered. */
  schedule: Schedule | null;
  /** Whether this installation needs the job at all; its reason otherwise. */
  isEnabled: (env: Env) => true | string;
  /** Reads a source by itself: not planned while ENABLE_AUTO_SYNC is off. */
  readsSource: boolean;
  /** How often a failed run is tried again at once, with backoff. Syncs leave it to their next slot. */
  attempts: number;
  /** Keep a row also of runs that found nothing to do. */
  keepIdleRuns: boolean;
  run: (context: JobContext) => Promise<JobCounts>;
};
