import { index, int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { bigId, instant, jsonValue, keyText, ref } from '../columns';
import { sites } from './sites';

/** One reading of a source. The watermark moves only on `success` (sync.md, Windows). */
export const syncRuns = mysqlTable(
  'sync_runs',
  {
    id: bigId(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    source: keyText('source', { length: 32 }).notNull(),
    syncType: keyText('sync_type', { length: 48 }).notNull(),
    status: mysqlEnum('status', ['running', 'success', 'partial', 'failed']).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Renewed every few seconds by a living holder; older than 30 s means dead (sync.md, Quota and trouble). */
    heartbeatAt: instant('heartbeat_at').notNull(),
    /** What a running sync keeps for itself until it ends, then null: the unique key that keeps writers of one kind of fact apart. */
    lockKey: keyText('lock_key', { length: 64 }),
    records: int('records', { unsigned: true }).notNull().default(0),
    /** "Everything up to here was read": an instant for Connecteam, a row id for PodFactory, as text. */
    watermark: varchar('watermark', { length: 64 }),
    details: jsonValue('details').notNull(),
  },
  (t) => [
    uniqueIndex('uq_sync_runs_lock').on(t.siteId, t.lockKey),
    // serves: last runs of a sync; age of a source; the watermark
    index('ix_sync_runs_type').on(t.siteId, t.syncType, t.status, t.startedAt, t.finishedAt),
    // serves: age of a source over all its syncs
    index('ix_sync_runs_source').on(t.siteId, t.source, t.status, t.finishedAt),
  ],
);

/** One run of a job (contract.md 4). The slot names the planned time, so that a slot runs once. */
export const jobRuns = mysqlTable(
  'job_runs',
  {
    id: bigId(),
    job: keyText('job', { length: 48 }).notNull(),
    slot: keyText('slot', { length: 96 }).notNull(),
    siteId: ref('site_id').references(() => sites.id),
    status: mysqlEnum('status', ['running', 'success', 'failed', 'skipped']).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    heartbeatAt: instant('heartbeat_at').notNull(),
    counts: jsonValue('counts'),
    error: varchar('error', { length: 2000 }),
  },
  (t) => [
    uniqueIndex('uq_job_runs_slot').on(t.job, t.slot),
    // serves: history of a job, last success per job
    index('ix_job_runs_history').on(t.job, t.status, t.startedAt),
    // serves: the foreign key to sites
    index('ix_job_runs_site').on(t.siteId),
    // serves: pruning of old runs
    index('ix_job_runs_age').on(t.startedAt),
  ],
);
