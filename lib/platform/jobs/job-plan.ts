import type { Redis } from 'ioredis';
import * as z from 'zod';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { redisNamespace } from '../redis/namespace';
import { getSharedRedis } from '../redis/shared';
import { whenReady } from '../redis/when-ready';
import { scheduleSchema } from './schedule';

const jobPlan = z.array(
  z.object({
    job: z.string(),
    /** Null: runs only when woken or ordered. */
    schedule: scheduleSchema.nullable(),
    /** Why this installation does not run it by itself; null where it does. */
    offReason: z.string().nullable(),
  }),
);
/** All jobs that the workers know and when they are due. */
export type JobPlan = z.infer<typeof jobPlan>;

/** Said by a worker of its jobs, for pages: the web server does not know them. Never throws. */
export async function tellJobPlan(plan: JobPlan, redis: Redis | undefined = getSharedRedis()): Promise<void> {
  if (redis === undefined) return;
  try {
    await whenReady(redis);
    await redis.set(key(), JSON.stringify(plan));
  } catch (error) {
    getLogger().debug({ error: describeError(error) }, 'the plan of jobs was not told');
  }
}

/** What the last worker said; null while none did. Throws while Redis is away. */
export async function readJobPlan(redis: Redis): Promise<JobPlan | null> {
  await whenReady(redis);
  const text = await redis.get(key());
  return text === null ? null : jobPlan.parse(JSON.parse(text));
}

function key(): string {
  return `${redisNamespace()}:job-plan`;
}
