import { Queue } from 'bullmq';
import { getEnv } from '../env/env';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { openRedis, REDIS_PREFIX } from '../redis/redis';

/** The one queue of the hub; each job name is processed by one handler of worker/jobs. */
export const QUEUE_NAME = 'jobs';
export const QUEUE_PREFIX = `${REDIS_PREFIX}:queue`;

/** Data of a queued job. `slot` is set for planned runs, see worker/schedule.ts. */
export type JobData = { siteCode: string; [name: string]: unknown };

let queue: Queue<JobData> | undefined;

/** For producers: fails fast while Redis is away instead of waiting for it. */
function getProducerQueue(): Queue<JobData> {
  if (queue === undefined) {
    queue = new Queue<JobData>(QUEUE_NAME, { connection: openRedis('publish'), prefix: QUEUE_PREFIX });
    queue.on('error', () => undefined); // each command reports its own failure
  }
  return queue;
}

/**
 * Asks the worker to run `job` for a site at once. Requests made while it already waits or runs become one further run,
 * so nothing asked for after a run began is missed. Never throws: without Redis the planned run picks the work up.
 */
export async function wakeJob(job: 'drain-scores' | 'process-webhooks', siteCode: string): Promise<void> {
  if (!getEnv().REDIS_ENABLED) return;
  try {
    await getProducerQueue().add(
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

/** Closes the producer's connection, if one was opened. */
export async function closeWakeQueue(): Promise<void> {
  await queue?.close();
  queue = undefined;
}
