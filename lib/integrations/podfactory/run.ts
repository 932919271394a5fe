import { and, desc, eq, isNotNull } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { syncRuns } from '@/lib/db/schema/runs';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { type IncomingActivity, MAX_BATCH_ROWS } from '@/lib/domain/activities/schema';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { getEnv } from '@/lib/platform/env/env';
import { AppError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { runAsSync, type SyncOutcome, type SyncResult } from '../sync-run';
import { PodFactoryError, PodFactoryReader, type PodFactorySource, type RowFilter } from './reader';
import { podFactoryRowSchema, rereadFrom, toIncomingActivity } from './rules';

export type PodFactoryDeps = { db: Database; site: Site; clock: Clock; log: Logger };

export type PodFactoryOptions = {
  /** Read the windows of these business days only, both included; the watermark stays. */
  from?: IsoDay;
  to?: IsoDay;
  /** Where to read; else what the environment says. */
  source?: PodFactorySource;
  /** Whether to read the last 3 days again; else so in the first successful run of the process. */
  isStart?: boolean;
};

const SOURCE = 'podfactory';
const JOB = 'sync-activities';
const ACTOR: Actor = { type: 'system', id: JOB };
/** Long enough to outlive a holder that died. */
const WAIT_SECONDS = 40;
/** Rows may become visible in another order than their ids (sync.md, Scans). */
const OVERLAP_IDS = 500;
const OVERLAP_SECONDS = 600;
const MAX_OVERLAP_STEPS = 20;
/** Bad rows that are remembered and tried again; before the first one past them the watermark stops. */
const MAX_BAD_ROWS = 200;

const badRowSchema = z.object({ id: z.number().nullable(), code: z.string(), message: z.string() });
type BadRow = z.infer<typeof badRowSchema>;
const detailsSchema = z.object({ badRows: z.array(badRowSchema).default([]) });

type LastRun = { watermark: number; startedAt: EpochSeconds; badIds: number[] };
type Counts = { read: number; accepted: number; updated: number; duplicates: number; rejected: number };

const sitesReadByThisProcess = new Set<number>();

/**
 * Pulls work windows from PodFactory's table (sync.md, Scans): rows after the watermark with an overlap, the current day
 * again four times a day, the last 3 days at the start. A bad row never stops the others: it is listed in the run's
 * details and tried again by the next run. The watermark moves over what was stored or is remembered as bad. A source that
 * cannot be read is a failed result, not an exception. Throws VALIDATION when no source is configured.
 */
export async function runSyncActivities(deps: PodFactoryDeps, options: PodFactoryOptions = {}): Promise<SyncResult> {
  const { db, site, clock, log } = deps;
  const source = options.source ?? sourceFromEnv();
  const isStart = options.isStart ?? !sitesReadByThisProcess.has(site.id);
  const spec = { siteId: site.id, source: SOURCE, syncType: JOB, lockKey: SOURCE, waitSeconds: WAIT_SECONDS };
  const result = await runAsSync({ db, clock, log }, spec, async (run) => {
    const reader = new PodFactoryReader(source);
    try {
      return await pull(deps, reader, run.startedAt, { ...options, isStart });
    } catch (error) {
      if (!(error instanceof PodFactoryError)) throw error;
      return { status: 'failed', counts: {}, reason: error.message, records: 0 };
    } finally {
      await reader.close();
    }
  });
  if (result.status === 'success' && options.from === undefined) sitesReadByThisProcess.add(site.id);
  return result;
}

async function pull(
  { db, site, clock, log }: PodFactoryDeps,
  reader: PodFactoryReader,
  startedAt: EpochSeconds,
  options: PodFactoryOptions & { isStart: boolean },
): Promise<SyncOutcome> {
  const last = await getLastRun(db, site.id);
  // Before any row is read: what comes later has a higher id and is the next run's.
  const highestId = await reader.highestId();
  const isChosenRange = options.from !== undefined || options.to !== undefined;
  const filters = isChosenRange
    ? [rangeOf(site, options.from, options.to)]
    : await planReading(reader, site, startedAt, last, highestId, options.isStart);

  const counts: Counts = { read: 0, accepted: 0, updated: 0, duplicates: 0, rejected: 0 };
  const badRows = new Map<string, BadRow>();
  for (const filter of filters) {
    for (let afterId = filter.afterId ?? 0; ; ) {
      const rows = await reader.read({ ...filter, afterId }, MAX_BATCH_ROWS);
      if (rows.length === 0) break;
      const bad = await storeRows(db, site, rows, clock.now(), counts);
      for (const row of bad) badRows.set(String(row.id), row);
      const lastId = idOf(rows.at(-1));
      if (lastId === null || rows.length < MAX_BATCH_ROWS) break;
      afterId = lastId;
    }
  }
  counts.rejected = badRows.size;
  if (badRows.size > 0) log.warn({ rejected: badRows.size }, 'PodFactory has rows that cannot be stored');
  const byId = [...badRows.values()].sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
  const firstForgottenId = byId[MAX_BAD_ROWS]?.id ?? Number.MAX_SAFE_INTEGER;
  const readUpTo = Math.max(last?.watermark ?? 0, highestId);
  return {
    status: 'success',
    counts,
    records: counts.accepted + counts.updated,
    ...(isChosenRange ? {} : { watermark: String(Math.min(readUpTo, firstForgottenId - 1)) }),
    details: { badRows: byId.slice(0, MAX_BAD_ROWS) },
  };
}

/** What a regular run reads, one filter after the other. */
async function planReading(
  reader: PodFactoryReader,
  site: Site,
  startedAt: EpochSeconds,
  last: LastRun | null,
  highestId: number,
  isStart: boolean,
): Promise<RowFilter[]> {
  const filters: RowFilter[] = [];
  if (last !== null && last.badIds.length > 0) filters.push({ ids: last.badIds });
  const from = rereadFrom(site, startedAt, { isStart: isStart || last === null, startedAt: last?.startedAt ?? 0 });
  if (from !== null) filters.push({ from });
  if (last !== null) filters.push({ afterId: await overlapStart(reader, last, highestId) });
  return filters;
}

/** 500 ids before the watermark, or more where more than that were made in the 10 minutes before the last run. */
async function overlapStart(reader: PodFactoryReader, last: LastRun, highestId: number): Promise<number> {
  let afterId = Math.max(0, Math.min(last.watermark, highestId) - OVERLAP_IDS);
  for (let step = 0; step < MAX_OVERLAP_STEPS && afterId > 0; step++) {
    const createdAt = await reader.createdAtUpTo(afterId);
    if (createdAt === null || createdAt < last.startedAt - OVERLAP_SECONDS) break;
    afterId = Math.max(0, afterId - OVERLAP_IDS);
  }
  return afterId;
}

/** Stores the good rows and returns the bad ones. */
async function storeRows(
  db: Database,
  site: Site,
  rows: readonly unknown[],
  now: EpochSeconds,
  counts: Counts,
): Promise<BadRow[]> {
  const bad: BadRow[] = [];
  const good: { id: number; activity: IncomingActivity }[] = [];
  for (const row of rows) {
    const parsed = podFactoryRowSchema.safeParse(row);
    if (parsed.success) good.push({ id: parsed.data.id, activity: toIncomingActivity(parsed.data) });
    else bad.push({ id: idOf(row), code: 'invalid', message: problemOf(parsed.error) });
  }
  const stored = await storeActivities(db, {
    site,
    source: SOURCE,
    rows: good.map((row) => row.activity),
    now,
    actor: ACTOR,
  });
  counts.read += rows.length;
  counts.accepted += stored.accepted;
  counts.updated += stored.updated;
  counts.duplicates += stored.duplicates;
  for (const { index, code, message } of stored.rejected) bad.push({ id: good[index]?.id ?? null, code, message });
  return bad;
}

async function getLastRun(db: Database, siteId: number): Promise<LastRun | null> {
  const [row] = await db
    .select({ watermark: syncRuns.watermark, startedAt: syncRuns.startedAt, details: syncRuns.details })
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.siteId, siteId),
        eq(syncRuns.syncType, JOB),
        eq(syncRuns.status, 'success'),
        isNotNull(syncRuns.watermark),
      ),
    )
    .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
    .limit(1);
  if (row === undefined) return null;
  const { badRows } = detailsSchema.parse(row.details);
  return {
    watermark: Number(row.watermark),
    startedAt: row.startedAt,
    badIds: badRows.flatMap(({ id }) => (id === null ? [] : [id])),
  };
}

function sourceFromEnv(): PodFactorySource {
  const { PODFACTORY_DATABASE_URL: url, PODFACTORY_TABLE: table } = getEnv();
  if (url === undefined) throw new AppError('VALIDATION', 'Set PODFACTORY_DATABASE_URL to pull scans.');
  return { url, table };
}

function rangeOf(site: Site, from: IsoDay | undefined, to: IsoDay | undefined): RowFilter {
  return {
    ...(from === undefined ? {} : { from: businessDayInterval(site, from).start }),
    ...(to === undefined ? {} : { to: businessDayInterval(site, to).end }),
  };
}

function idOf(row: unknown): number | null {
  const parsed = podFactoryRowSchema.pick({ id: true }).safeParse(row);
  return parsed.success ? parsed.data.id : null;
}

function problemOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ')
    .slice(0, 300);
}
