import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { getEnv } from '../env/env';
import { AppError, describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { redisNamespace } from '../redis/namespace';
import { openRedis } from '../redis/redis';
import { whenReady } from '../redis/when-ready';
import { type EpochSeconds, epochSecondsFromMillis, type IsoDay } from '../time/instant';

/** The one queue of the hub; each job name is processed by one handler of worker/jobs. */
export const QUEUE_NAME = 'jobs';

/** Hubs on one Redis keep apart by their database, else one's worker would run the other's jobs. */
export function queuePrefix(): string {
  return `${redisNamespace()}:queue`;
}

/** Data of a queued job. `slot` is set for planned runs, see schedule.ts of platform/jobs; `order` for those a person ordered. */
export type JobData = { siteCode: string; order?: JobOrder; [name: string]: unknown };

/** What a person orders a job with: days from and to, both included. */
export type JobOrder = { from?: IsoDay; to?: IsoDay };

let connection: Redis | undefined;
let queue: Queue<JobData> | undefined;

/**
 * For producers: fails fast while Redis is away instead of waiting for it. The queue is made only once Redis answers,
 * and made anew when that went wrong: one that was made before waits for ever, one whose first command failed stays so.
 */
async function getProducerQueue(): Promise<Queue<JobData>> {
  connection ??= openRedis('publish');
  await whenReady(connection);
  if (connection.status !== 'ready') throw new Error('Redis is not reachable.');
  if (queue === undefined) {
    queue = new Queue<JobData>(QUEUE_NAME, { connection, prefix: queuePrefix() });
    queue.on('error', () => undefined); // each command reports its own failure
  }
  const made = queue;
  try {
    await made.waitUntilReady();
  } catch (error) {
    if (queue === made) queue = undefined;
    throw error;
  }
  return made;
}

/**
 * Asks the worker to run `job` for a site at once. Requests made while it already waits or runs become one further run,
 * so nothing asked for after a run began is missed. Never throws: without Redis the planned run picks the work up.
 */
export async function wakeJob(
  job: 'drain-scores' | 'process-webhooks' | 'recalculate' | 'roll-up-months' | 'warm-cache',
  siteCode: string,
): Promise<void> {
  if (!getEnv().REDIS_ENABLED) return;
  try {
    const producer = await getProducerQueue();
    await producer.add(
      job,
      { siteCode },
      {
        deduplication: { id: `${job}/${siteCode}`, keepLastIfActive: true },
        removeOnComplete: true,
        removeOnFail: 100,
      },
    );
  } catch (error) {
    getLogger().warn({ job, error: describeError(error) }, 'could not wake the worker; the planned run will do it');
  }
}

/**
 * Orders one run of `job` for a site, with what a person asked for. The same order while one waits or runs is that one.
 * Returns the id of the order in the queue. Throws UNAVAILABLE without Redis: an order must not get lost silently.
 */
export async function orderJob(job: string, siteCode: string, order: JobOrder): Promise<string> {
  if (!getEnv().REDIS_ENABLED) {
    throw new AppError('UNAVAILABLE', 'Jobs cannot be ordered without Redis. Run `npm run job` on the server instead.');
  }
  const what = `${job}/${siteCode}/${order.from ?? ''}/${order.to ?? ''}`;
  try {
    const producer = await getProducerQueue();
    const queued = await producer.add(
      job,
      { siteCode, order },
      { deduplication: { id: `ordered/${what}` }, removeOnComplete: 100, removeOnFail: 100 },
    );
    return String(queued.id);
  } catch (error) {
    throw new AppError('UNAVAILABLE', 'The order could not be handed to the worker. Try again in a moment.', {
      cause: error,
    });
  }
}

export type QueueDepth = { waiting: number; active: number; delayed: number; failed: number };

/**
 * How many jobs wait for a worker, are at work, wait for their time (planned ones too), and are kept as failed. Throws
 * while Redis is away.
 */
export async function queueDepth(): Promise<QueueDepth> {
  const producer = await getProducerQueue();
  const counts = await producer.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting: waiting + prioritized, active, delayed, failed };
}

/** How long the oldest job has been waiting for a worker, in seconds; 0 when none waits. Throws while Redis is away. */
export async function oldestWaitingSeconds(now: EpochSeconds): Promise<number> {
  const producer = await getProducerQueue();
  const jobs = await producer.getJobs(['waiting', 'prioritized'], 0, 0, true);
  const due = jobs.map((job) => epochSecondsFromMillis(job.timestamp + (job.opts.delay ?? 0)));
  return due.length === 0 ? 0 : Math.max(0, now - Math.min(...due));
}

/** Closes the producer's connection, if one was opened. */
export async function closeWakeQueue(): Promise<void> {
  await queue?.close();
  queue = undefined;
  connection?.disconnect();
  connection = undefined;
}
