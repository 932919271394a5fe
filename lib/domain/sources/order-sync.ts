import type { Site } from '@/lib/domain/sites/schema';
import type { Env } from '@/lib/platform/env/env';
import { orderJob } from '@/lib/platform/queue/wake';
import type { OrderedSync } from './schema';

/**
 * Orders the regular sync of every source that is set up, at once; one that is under way already is not run twice.
 * Throws UNAVAILABLE without a queue.
 */
export async function orderSync(
  site: Site,
  env: Pick<Env, 'CONNECTEAM_API_KEY' | 'CONNECTEAM_CLIENT_ID' | 'PODFACTORY_DATABASE_URL'>,
): Promise<OrderedSync> {
  const jobs: ('sync-clock-times' | 'sync-activities')[] = [];
  if (env.CONNECTEAM_API_KEY !== undefined || env.CONNECTEAM_CLIENT_ID !== undefined) jobs.push('sync-clock-times');
  if (env.PODFACTORY_DATABASE_URL !== undefined) jobs.push('sync-activities');
  for (const job of jobs) await orderJob(job, site.code, {});
  return { status: 'ordered', jobs };
}
