import { eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { sites } from '@/lib/db/schema/sites';
import { siteSettingsSchema } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';

type JobEdit = { siteId: number; job: string; actor: Actor; now: EpochSeconds };

/**
 * Pauses a job of a site, or lets it go on: while paused it runs only when a person orders it. Kept with the site's
 * settings, so it outlives workers and Redis; workers follow within seconds. Audited. Throws CONFLICT when it is so already.
 */
export async function setJobPaused(tx: Transaction, edit: JobEdit & { isPaused: boolean }): Promise<void> {
  const { siteId, job, isPaused } = edit;
  const [row] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, siteId)).for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such site.');
  const settings = siteSettingsSchema.parse(row.settings);
  if (settings.pausedJobs.includes(job) === isPaused) {
    throw new AppError('CONFLICT', isPaused ? 'The job is paused already.' : 'The job is not paused any more.');
  }
  const pausedJobs = isPaused
    ? [...settings.pausedJobs, job].sort()
    : settings.pausedJobs.filter((paused) => paused !== job);
  await tx
    .update(sites)
    .set({ settings: { ...settings, pausedJobs } })
    .where(eq(sites.id, siteId));
  await writeJobAudit(tx, edit, isPaused ? 'job.pause' : 'job.resume');
}

/** Notes that a person ordered a run. */
export async function writeJobAudit(
  tx: Transaction,
  { siteId, job, actor, now }: JobEdit,
  action: 'job.pause' | 'job.resume' | 'job.order',
): Promise<void> {
  await writeAudit(tx, [{ siteId, at: now, actor, action, entity: 'job', entityId: job }]);
}
