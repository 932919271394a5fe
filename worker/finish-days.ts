import { runAwards } from '@/lib/domain/gamification/run';
import { runFinalize } from '@/lib/domain/scoring/run-finalize';
import type { JobCounts } from '@/lib/platform/jobs/job-runs';
import { wakeJob } from '@/lib/platform/queue/wake';
import { announceScoredDay } from './announce';
import type { JobContext } from './job-definition';

/** Marks what may be final by now, gives the awards that follow from it and tells the screens. */
export async function finishDays(context: JobContext, options: { isEveningRun: boolean }): Promise<JobCounts> {
  const { db, site, clock } = context;
  const finalized = await runFinalize(db, site, clock.now(), options);
  const { counts, changedDays } = await runAwards({ db, site, clock });
  for (const day of [...changedDays].sort().reverse()) await announceScoredDay(site, day);
  if (finalized.rescored > 0) await wakeJob('drain-scores', site.code);
  return { ...finalized, ...counts };
}
