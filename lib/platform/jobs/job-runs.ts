import { and, eq, lt, max, ne, notInArray, sql } from 'drizzle-orm';
import { type Database, inTransaction } from '../../db/client';
import { isDuplicateKey } from '../../db/errors';
import { LockBusyError, withDatabaseLock } from '../../db/lock';
import { jobRuns } from '../../db/schema/runs';
import { describeError } from '../errors/errors';
import type { Clock } from '../time/clock';
import type { EpochSeconds } from '../time/instant';

/** What a run did, by name: `{ fetched: 120, changed: 3 }`. */
export type JobCounts = Record<string, number>;

/** The run did part of its work or none; its counts are kept, the reason is the message. */
export class JobIncompleteError extends Error {
  readonly counts: JobCounts;

  constructor(reason: string, counts: JobCounts) {
    super(reason);
    this.name = 'JobIncompleteError';
    this.counts = counts;
  }
}

export type JobRunRequest = {
  db: Database;
  databaseUrl: string;
  clock: Clock;
  job: string;
  siteId: number;
  siteCode: string;
  /** Names the occasion: a planned time, a wake-up or a person's order. A slot that succeeded does not run again. */
  slot: string;
  /** How long to wait for another run of the same job and site to end. */
  waitSeconds: number;
  /** False for runs that are worth a row only when they did something, such as a wake-up without work. */
  keepIdleRuns: boolean;
  work: () => Promise<JobCounts>;
};

export type JobRunOutcome =
  | { outcome: 'done'; counts: JobCounts }
  | { outcome: 'already-done' }
  | { outcome: 'busy'; message: string };

const HEARTBEAT_MILLIS = 10_000;

/**
 * Runs one job once: never beside another run of the same job and site (a lock of the database), never twice in one
 * slot, with a `job_runs` row that ends as success or failed. A row left `running` by a dead process is closed by the
 * next run. Throws what `work` throws.
 */
export async function runJobOnce(request: JobRunRequest): Promise<JobRunOutcome> {
  try {
    return await withDatabaseLock(
      request.databaseUrl,
      `job/${request.job}/${request.siteCode}`,
      request.waitSeconds,
      () => runUnderLock(request),
    );
  } catch (error) {
    if (error instanceof LockBusyError) return { outcome: 'busy', message: error.message };
    throw error;
  }
}

async function runUnderLock(request: JobRunRequest): Promise<JobRunOutcome> {
  const { db, clock, job, siteId, slot } = request;
  // We hold the lock, so whoever is still marked as running is dead.
  await db
    .update(jobRuns)
    .set({ status: 'failed', finishedAt: clock.now(), error: 'The worker ended in the middle of this run.' })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.status, 'running'), eq(jobRuns.siteId, siteId)));
  if (!(await claimSlot(request))) return { outcome: 'already-done' };
  const isThisRun = and(eq(jobRuns.job, job), eq(jobRuns.slot, slot));
  const heartbeat = setInterval(() => {
    // A lost beat only makes the run look older; the run's own statements report a lost database.
    db.update(jobRuns)
      .set({ heartbeatAt: clock.now() })
      .where(isThisRun)
      .catch(() => undefined);
  }, HEARTBEAT_MILLIS);
  try {
    const counts = await request.work();
    clearInterval(heartbeat);
    const isIdle = Object.values(counts).every((count) => count === 0);
    if (isIdle && !request.keepIdleRuns) await db.delete(jobRuns).where(isThisRun);
    else
      await db
        .update(jobRuns)
        .set({ status: 'success', finishedAt: clock.now(), counts, error: null })
        .where(isThisRun);
    return { outcome: 'done', counts };
  } catch (error) {
    clearInterval(heartbeat);
    const counts = error instanceof JobIncompleteError ? error.counts : null;
    await db
      .update(jobRuns)
      .set({ status: 'failed', finishedAt: clock.now(), counts, error: describeError(error) })
      .where(isThisRun);
    throw error;
  }
}

/** Takes the slot for this run: new, or failed before. False when it was done or skipped. */
async function claimSlot({ db, clock, job, siteId, slot }: JobRunRequest): Promise<boolean> {
  const now = clock.now();
  return inTransaction(db, async (tx) => {
    try {
      await tx.insert(jobRuns).values({ job, slot, siteId, status: 'running', startedAt: now, heartbeatAt: now });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const [result] = await tx
      .update(jobRuns)
      .set({ status: 'running', startedAt: now, heartbeatAt: now, finishedAt: null, error: null })
      .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot), eq(jobRuns.status, 'failed')));
    return result.affectedRows > 0;
  });
}

/** Records a planned slot that came too late to be worth running (contract.md 4). */
export async function recordSkippedSlot(
  db: Database,
  run: { job: string; siteId: number; slot: string; now: EpochSeconds; reason: string },
): Promise<void> {
  await db
    .insert(jobRuns)
    .values({
      job: run.job,
      slot: run.slot,
      siteId: run.siteId,
      status: 'skipped',
      startedAt: run.now,
      finishedAt: run.now,
      heartbeatAt: run.now,
      error: run.reason,
    })
    .onDuplicateKeyUpdate({ set: { slot: sql`${jobRuns.slot}` } });
}

/** True when the slot has a row of any kind. */
export async function hasJobRun(db: Database, job: string, slot: string): Promise<boolean> {
  const rows = await db
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot)));
  return rows.length > 0;
}

/**
 * Removes ended runs that began before `before`, but not the last success of a job, however long ago: a check of backups
 * that runs once a month must not look as if it never had. Returns how many.
 */
export async function pruneJobRuns(db: Database, before: EpochSeconds): Promise<number> {
  const lastSuccesses = await db
    .select({ id: max(jobRuns.id) })
    .from(jobRuns)
    .where(eq(jobRuns.status, 'success'))
    .groupBy(jobRuns.job);
  const kept = lastSuccesses.flatMap(({ id }) => id ?? []);
  const [result] = await db
    .delete(jobRuns)
    .where(and(lt(jobRuns.startedAt, before), ne(jobRuns.status, 'running'), notInArray(jobRuns.id, kept)));
  return result.affectedRows;
}
