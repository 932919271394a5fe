import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import { getDatabase } from '@/lib/db/handles';
import { getSite, getSites } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { type Env, getEnv } from '@/lib/platform/env/env';
import { describeError } from '@/lib/platform/errors/errors';
import { countJobRun } from '@/lib/platform/jobs/job-counters';
import { tellJobPlan } from '@/lib/platform/jobs/job-plan';
import { hasJobRun, recordSkippedSlot } from '@/lib/platform/jobs/job-runs';
import { CATCH_UP_GRACE_SECONDS, slotAt, toRepeatOptions } from '@/lib/platform/jobs/schedule';
import { getLogger } from '@/lib/platform/log/log';
import { type JobData, QUEUE_NAME, queuePrefix } from '@/lib/platform/queue/wake';
import { openRedis } from '@/lib/platform/redis/redis';
import { systemClock } from '@/lib/platform/time/clock';
import { type EpochSeconds, epochSecondsFromMillis, toIsoInstant } from '@/lib/platform/time/instant';
import type { JobDefinition } from './job-definition';
import { findJob, JOBS } from './jobs/index';
import { type Occasion, performJob, slotName } from './perform';

/** Jobs at once in one worker: syncs wait on the network most of the time. */
const CONCURRENCY = 4;
/** A worker that stays silent so long has died; another one takes its job over. */
const LOCK_MILLIS = 30_000;
/** The queue may fire a moment before the second it was asked for. */
const EARLY_SECONDS = 2;
/** An ordered run waits so long for one of the same job that is under way. */
const ORDER_WAIT_SECONDS = 300;

/** How often the plan in Redis is compared with what should be there. */
const PLAN_CHECK_MILLIS = 10_000;

/** What finds its job running elsewhere comes back after this. */
const BUSY_RETRY_SECONDS = 2;

export type RunningQueue = { close(): Promise<void> };

/** Plans every job of every site in the queue, makes up for missed slots once, and starts working. */
export async function startQueue(): Promise<RunningQueue> {
  const queue = new Queue<JobData>(QUEUE_NAME, { connection: openRedis('queue'), prefix: queuePrefix() });
  queue.on('error', () => undefined); // the connection reports itself
  await planJobs(queue, { anew: true });
  let isPlanning = false;
  const watch = setInterval(async () => {
    if (isPlanning) return;
    isPlanning = true;
    try {
      await planJobs(queue, { anew: false });
    } catch (error) {
      getLogger().warn({ error: describeError(error) }, 'the plan of jobs could not be looked at');
    } finally {
      isPlanning = false;
    }
  }, PLAN_CHECK_MILLIS);
  const worker = new Worker<JobData>(QUEUE_NAME, processJob, {
    connection: openRedis('queue'),
    prefix: queuePrefix(),
    concurrency: CONCURRENCY,
    lockDuration: LOCK_MILLIS,
    stalledInterval: LOCK_MILLIS / 2,
    maxStalledCount: 3,
    removeOnComplete: { count: 200 },
    removeOnFail: { count: 500 },
  });
  worker.on('error', (error) => getLogger().warn({ error: describeError(error) }, 'queue trouble'));
  worker.on('failed', (job, error) => {
    getLogger().error({ job: job?.name, error: describeError(error) }, 'job failed');
  });
  return {
    close: async () => {
      clearInterval(watch);
      await worker.close();
      await queue.close();
    },
  };
}

/**
 * Schedulers of what is not paused are written `anew` at every start, so what the code says is what runs; others are removed. Later only what
 * is missing or different is written: a Redis that came back empty, a new site, another time zone, a job that goes on.
 */
async function planJobs(queue: Queue<JobData>, { anew }: { anew: boolean }): Promise<void> {
  const env = getEnv();
  const sites = await getSites(getDatabase());
  const planned = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  const wanted = new Set<string>();
  for (const site of sites) {
    for (const job of JOBS) {
      if (job.schedule === null || site.settings.pausedJobs.includes(job.name)) continue;
      const enabled = enabledBy(env, job);
      if (enabled !== true) {
        if (anew) getLogger().info({ job: job.name, site: site.code, reason: enabled }, 'job is off');
        continue;
      }
      const schedulerId = `${job.name}/${site.code}`;
      wanted.add(schedulerId);
      const repeat = toRepeatOptions(job.schedule, site);
      if (!anew && isSamePlan(planned.get(schedulerId), repeat)) continue;
      if (!anew) getLogger().info({ job: job.name, site: site.code }, 'job is planned anew');
      await queue.upsertJobScheduler(schedulerId, repeat, {
        name: job.name,
        data: { siteCode: site.code, isPlanned: true },
        opts: { attempts: job.attempts, backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 } },
      });
      await catchUp(queue, job, site, anew ? 'No worker was running.' : 'It was paused, or Redis was away.');
    }
  }
  for (const key of planned.keys()) {
    if (!wanted.has(key)) await queue.removeJobScheduler(key);
  }
  await tellJobPlan(
    JOBS.map((job) => {
      const enabled = enabledBy(env, job);
      return { job: job.name, schedule: job.schedule, offReason: enabled === true ? null : enabled };
    }),
  );
}

function enabledBy(env: Env, job: JobDefinition): true | string {
  return job.readsSource && !env.ENABLE_AUTO_SYNC ? 'ENABLE_AUTO_SYNC is off.' : job.isEnabled(env);
}

type PlannedScheduler = Awaited<ReturnType<Queue<JobData>['getJobSchedulers']>>[number];

function isSamePlan(scheduler: PlannedScheduler | undefined, repeat: ReturnType<typeof toRepeatOptions>): boolean {
  if (scheduler === undefined) return false;
  if ('every' in repeat) return scheduler.every === repeat.every;
  return scheduler.pattern === repeat.pattern && scheduler.tz === repeat.tz;
}

/** A slot that passed while nobody ran the job is made up for once; one too long ago is skipped, and recorded as skipped. */
async function catchUp(queue: Queue<JobData>, job: JobDefinition, site: Site, missedBecause: string): Promise<void> {
  if (job.schedule === null) return;
  const now = systemClock.now();
  const at = slotAt(job.schedule, site, now);
  const slot = slotName(site, { kind: 'planned', at });
  if (await hasJobRun(getDatabase(), job.name, slot)) return;
  if (now - at <= CATCH_UP_GRACE_SECONDS) {
    await queue.add(job.name, { siteCode: site.code, isPlanned: true, plannedAt: at }, { attempts: job.attempts });
    return;
  }
  await skipSlot(job, site, at, now, missedBecause);
}

async function skipSlot(job: JobDefinition, site: Site, at: EpochSeconds, now: EpochSeconds, reason: string) {
  const slot = slotName(site, { kind: 'planned', at });
  await recordSkippedSlot(getDatabase(), { job: job.name, siteId: site.id, slot, now, reason });
  await countJobRun(job.name, 'skipped');
}

async function processJob(queued: Job<JobData>, token: string | undefined): Promise<Record<string, unknown>> {
  const job = findJob(queued.name);
  if (job === undefined) {
    getLogger().warn({ job: queued.name }, 'the queue holds a job that this version does not know; left out');
    return { unknown: true };
  }
  const site = await getSite(getDatabase(), queued.data.siteCode);
  if (queued.data.order === undefined && site.settings.pausedJobs.includes(job.name)) return { paused: true };
  if (queued.data.order !== undefined) {
    return performJob(job, site, { kind: 'ordered', options: queued.data.order, waitSeconds: ORDER_WAIT_SECONDS });
  }
  if (queued.data.isPlanned !== true) {
    return performOrPutBack(queued, token, job, site, { kind: 'woken', id: String(queued.id) });
  }
  const at = plannedTime(job, site, queued);
  const now = systemClock.now();
  if (now - at > CATCH_UP_GRACE_SECONDS && queued.attemptsMade === 0) {
    const reason = `Came ${now - at} s late.`;
    await skipSlot(job, site, at, now, reason);
    getLogger().warn({ job: job.name, slot: toIsoInstant(at), reason }, 'slot skipped');
    return { skipped: true };
  }
  return performOrPutBack(queued, token, job, site, { kind: 'planned', at });
}

/** What comes while the same job runs, here or elsewhere, waits for its end, so that nothing asked for is missed. */
async function performOrPutBack(
  queued: Job<JobData>,
  token: string | undefined,
  job: JobDefinition,
  site: Site,
  occasion: Occasion,
): Promise<Record<string, unknown>> {
  const outcome = await performJob(job, site, occasion);
  if (outcome.outcome !== 'busy') return outcome;
  await queued.moveToDelayed((systemClock.now() + BUSY_RETRY_SECONDS) * 1_000, token);
  throw new DelayedError();
}

/** The slot a queued job stands for: what it says itself, else the planned time of its scheduler. */
function plannedTime(job: JobDefinition, site: Site, queued: Job<JobData>): EpochSeconds {
  if (typeof queued.data.plannedAt === 'number') return queued.data.plannedAt;
  const due = epochSecondsFromMillis(queued.opts.prevMillis ?? queued.timestamp + (queued.opts.delay ?? 0));
  return job.schedule === null ? due : slotAt(job.schedule, site, due + EARLY_SECONDS);
}
