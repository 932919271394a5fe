import { setTimeout as sleepMillis } from 'node:timers/promises';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from '@/lib/db/client';
import { isDuplicateKey } from '@/lib/db/errors';
import { syncRuns } from '@/lib/db/schema/runs';
import { describeError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import type { Clock } from '@/lib/platform/time/clock';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';

export type SyncStatus = 'success' | 'partial' | 'failed';

/** What a run of a source resolves to; `reason` says in a sentence why it is not a success. */
export type SyncResult = { status: SyncStatus; counts: Record<string, number>; reason?: string };

/** What the work of a run hands back; `details` goes to `sync_runs.details` together with counts and reason. */
export type SyncOutcome = SyncResult & {
  records: number;
  /** "Everything up to here was read"; only a success moves it. */
  watermark?: string;
  details?: Record<string, unknown>;
};

export type SyncRunSpec = {
  siteId: number;
  source: string;
  /** The job's name. */
  syncType: string;
  /** Runs with one lock key write the same facts and never run beside each other. */
  lockKey: string;
  /** How long to wait for another run to end. */
  waitSeconds: number;
};

export type SyncRunDeps = {
  db: Database;
  clock: Clock;
  log: Logger;
  sleep?: (millis: number) => Promise<unknown>;
};

/** The running row, as its work sees it. */
export type SyncRun = {
  id: number;
  startedAt: EpochSeconds;
  /**
   * First statement of each of the run's transactions: the run is ours until the transaction ends. Throws
   * {@link SyncRunLostError} when it was given up for dead, so that a holder that woke up late writes nothing old.
   */
  hold(tx: Transaction): Promise<void>;
};

/** The run was marked as dead by another one, which has taken its place. */
export class SyncRunLostError extends Error {
  constructor(syncType: string) {
    super(
      `This run of ${syncType} gave no sign of life for too long and was replaced; its last changes were not stored.`,
    );
    this.name = 'SyncRunLostError';
  }
}

const HEARTBEAT_MILLIS = 5_000;
/** A holder that is silent for longer is dead (sync.md, Quota and trouble). */
const DEAD_AFTER_SECONDS = 30;
const POLL_MILLIS = 1_000;

/**
 * Does `work` as a row of `sync_runs`, alone among the runs of its lock key, with a heartbeat. The row of a dead holder
 * becomes `failed`. When another run lives on for longer than `waitSeconds`, resolves to `failed` and says so.
 * Rethrows what `work` throws after the row has been closed.
 */
export async function runAsSync(
  deps: SyncRunDeps,
  spec: SyncRunSpec,
  work: (run: SyncRun) => Promise<SyncOutcome>,
): Promise<SyncResult> {
  const { db, clock, log } = deps;
  const acquired = await acquire(deps, spec);
  if ('busySince' in acquired) {
    const reason = `Another run (${acquired.busyType}) has been under way since ${toIsoInstant(acquired.busySince)}; try again when it has ended.`;
    return { status: 'failed', counts: {}, reason };
  }
  const { id, startedAt } = acquired;
  const heartbeat = setInterval(() => {
    db.update(syncRuns)
      .set({ heartbeatAt: clock.now() })
      .where(and(eq(syncRuns.id, id), eq(syncRuns.status, 'running')))
      .catch((error: unknown) => log.warn({ error: describeError(error) }, 'a heartbeat of the sync was lost'));
  }, HEARTBEAT_MILLIS);
  heartbeat.unref();
  try {
    const { details, records, watermark, ...result } = await work({
      id,
      startedAt,
      hold: (tx) => hold(tx, deps, id, spec),
    });
    await finish(deps, id, {
      status: result.status,
      records,
      watermark: result.status === 'success' ? (watermark ?? null) : null,
      details: { counts: result.counts, ...(result.reason === undefined ? {} : { reason: result.reason }), ...details },
    });
    return result;
  } catch (error) {
    await finish(deps, id, { status: 'failed', details: { reason: describeError(error) } }).catch((failure: unknown) =>
      // The row stays `running` and the next run closes it; what matters is the first error.
      log.warn({ error: describeError(failure) }, 'could not close the row of a failed sync'),
    );
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

type Acquired = { id: number; startedAt: EpochSeconds } | { busySince: EpochSeconds; busyType: string };

async function acquire(deps: SyncRunDeps, spec: SyncRunSpec): Promise<Acquired> {
  const { db, clock } = deps;
  const { waitSeconds, ...columns } = spec;
  for (let waited = 0; ; ) {
    const now = clock.now();
    try {
      const [inserted] = await db
        .insert(syncRuns)
        .values({ ...columns, status: 'running', startedAt: now, heartbeatAt: now, details: {} });
      return { id: inserted.insertId, startedAt: now };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const [holder] = await db
      .select()
      .from(syncRuns)
      .where(and(eq(syncRuns.siteId, spec.siteId), eq(syncRuns.lockKey, spec.lockKey)));
    if (holder === undefined) continue;
    if (now - holder.heartbeatAt > DEAD_AFTER_SECONDS) {
      await db
        .update(syncRuns)
        .set({
          status: 'failed',
          lockKey: null,
          finishedAt: now,
          details: { reason: 'The process that did this run ended in the middle of it.' },
        })
        .where(
          and(eq(syncRuns.id, holder.id), eq(syncRuns.status, 'running'), eq(syncRuns.heartbeatAt, holder.heartbeatAt)),
        );
      continue;
    }
    if (waited >= waitSeconds * 1000) return { busySince: holder.startedAt, busyType: holder.syncType };
    await (deps.sleep ?? sleepMillis)(POLL_MILLIS);
    waited += POLL_MILLIS;
  }
}

async function hold(tx: Transaction, deps: SyncRunDeps, id: number, spec: SyncRunSpec): Promise<void> {
  const isOurs = and(eq(syncRuns.id, id), eq(syncRuns.status, 'running'));
  const [row] = await tx.select({ id: syncRuns.id }).from(syncRuns).where(isOurs).for('update');
  if (row === undefined) throw new SyncRunLostError(spec.syncType);
  await tx.update(syncRuns).set({ heartbeatAt: deps.clock.now() }).where(isOurs);
}

async function finish(
  { db, clock }: SyncRunDeps,
  id: number,
  values: { status: SyncStatus; records?: number; watermark?: string | null; details: Record<string, unknown> },
): Promise<void> {
  const now = clock.now();
  await db
    .update(syncRuns)
    .set({ ...values, lockKey: null, finishedAt: now, heartbeatAt: now })
    .where(and(eq(syncRuns.id, id), eq(syncRuns.status, 'running')));
}

/** Up to where the newest successful run with a watermark read; null before the first. */
export async function getLastWatermark(db: Database, siteId: number, syncType: string): Promise<string | null> {
  const rows = await db
    .select({ watermark: syncRuns.watermark })
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.siteId, siteId),
        eq(syncRuns.syncType, syncType),
        eq(syncRuns.status, 'success'),
        isNotNull(syncRuns.watermark),
      ),
    )
    .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
    .limit(1);
  return rows[0]?.watermark ?? null;
}
