import { inTransaction } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tagsOfSite } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { orderJob } from '@/lib/platform/queue/wake';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { loadJobs } from './loaders';
import { setJobPaused, writeJobAudit } from './mutations';
import type { ListedJob } from './schema';

type JobEdit = { site: Site; job: string; actor: Actor; now: EpochSeconds };

/** {@link setJobPaused} in a transaction of its own. Throws NOT_FOUND for a job that nobody knows. */
export async function pauseJob({ site, ...edit }: JobEdit & { isPaused: boolean }): Promise<{ status: 'changed' }> {
  await requireJob(site, edit.job, edit.now);
  await inTransaction(getDatabase(), (tx) => setJobPaused(tx, { siteId: site.id, ...edit }));
  await invalidateTags(tagsOfSite(site.id));
  return { status: 'changed' };
}

/**
 * Orders one run of a job, also of a paused one; audited. Throws NOT_FOUND, CONFLICT for one that this installation does
 * not run, UNAVAILABLE without Redis.
 */
export async function orderRun({ site, ...edit }: JobEdit): Promise<{ status: 'ordered'; orderId: string }> {
  const { offReason } = await requireJob(site, edit.job, edit.now);
  if (offReason !== null) throw new AppError('CONFLICT', `This installation does not run the job: ${offReason}`);
  // Audited first: what cannot be audited is not ordered, and what cannot be ordered leaves no event.
  const orderId = await inTransaction(getDatabase(), async (tx) => {
    await writeJobAudit(tx, { siteId: site.id, ...edit }, 'job.order');
    return orderJob(edit.job, site.code, {});
  });
  return { status: 'ordered', orderId };
}

async function requireJob(site: Site, job: string, now: EpochSeconds): Promise<ListedJob> {
  const { rows } = await loadJobs(site, now);
  const known = rows.find((row) => row.job === job);
  if (known === undefined) throw new AppError('NOT_FOUND', 'There is no such job, or no worker has told its jobs yet.');
  return known;
}
