import type { Redis } from 'ioredis';
import * as z from 'zod';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { redisNamespace } from '../redis/namespace';
import { getSharedRedis } from '../redis/shared';
import { whenReady } from '../redis/when-ready';

/** How a run ended. Unlike rows of job_runs these also count runs that found nothing to do. */
const JOB_ENDS = ['success', 'failed', 'skipped'] as const;
export type JobEnd = (typeof JOB_ENDS)[number];
export type JobCounter = { job: string; end: JobEnd; count: number };

const field = z.templateLiteral([z.string(), '/', z.enum(JOB_ENDS)]);

/**
 * Counts an ended run for the metrics, for all workers together. Never throws: the count is for curves, what counts is
 * the row in job_runs.
 */
export async function countJobRun(
  job: string,
  end: JobEnd,
  redis: Redis | undefined = getSharedRedis(),
): Promise<void> {
  if (redis === undefined) return;
  try {
    await whenReady(redis);
    await redis.hincrby(key(), `${job}/${end}`, 1);
  } catch (error) {
    getLogger().debug({ job, error: describeError(error) }, 'a run was not counted');
  }
}

/** Runs by job and end since Redis was last empty. Throws while Redis is away. */
export async function getJobCounters(redis: Redis): Promise<JobCounter[]> {
  await whenReady(redis);
  return Object.entries(await redis.hgetall(key())).map(([name, count]) => {
    const [job = '', end] = field.parse(name).split('/');
    return { job, end: z.enum(JOB_ENDS).parse(end), count: z.coerce.number().parse(count) };
  });
}

function key(): string {
  return `${redisNamespace()}:job-runs`;
}
