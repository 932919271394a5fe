import { and, eq, gte } from 'drizzle-orm';
import * as z from 'zod';
import { syncRuns } from '@/lib/db/schema/runs';
import type { BreakFact, PeriodFact } from '@/lib/domain/clock/mutations';
import { type EpochSeconds, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { SyncOutcome } from '../sync-run';
import { loadClocks } from './clocks';
import { clocksOutcome } from './clocks-outcome';
import { type ClockRead, readAndStoreClocks } from './read-clocks';
import type { RunContext } from './run-context';
import { LONG_WINDOW_DAYS, LONGEST_WINDOW_DAYS, type ReadWindow, trailingWindow } from './window';

const SECONDS_PER_WEEK = 7 * 86_400;
/** A report is for people: a longer one is cut, its counts stay complete. */
const REPORTED_CHANGES = 200;
const reportSchema = z.object({ report: z.object({ days: z.number() }) });

/**
 * Compares the last 45 days, once a week 90, with what is stored and makes the smallest change (sync.md, Windows and
 * deletion). What differed is listed in the run's details, row by row.
 */
export async function reconcileClockTimes(
  context: RunContext,
  options: { window: ReadWindow | null },
): Promise<SyncOutcome> {
  const { site, clock, run } = context;
  const now = clock.now();
  const days = (await isWeeklyTurn(context, now)) ? LONGEST_WINDOW_DAYS : LONG_WINDOW_DAYS;
  const window = options.window ?? trailingWindow(site, now, days);
  const registry = await loadClocks(context, null);
  const read = await readAndStoreClocks(context, registry.clocks, [window]);
  const watermark = options.window === null ? toIsoInstant(run.startedAt) : undefined;
  const outcome = clocksOutcome(registry, read, window, watermark);
  const changes = read.reads.flatMap(changesOf);
  const report = {
    ...(options.window === null ? { days } : {}),
    differences: changes.length,
    changes: changes.slice(0, REPORTED_CHANGES),
  };
  return { ...outcome, details: { ...outcome.details, report } };
}

/** The long comparison is due when runs go back a week and none of the last seven days was one. */
async function isWeeklyTurn({ db, site, job }: RunContext, now: EpochSeconds): Promise<boolean> {
  const runs = await db
    .select({ startedAt: syncRuns.startedAt, details: syncRuns.details })
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.siteId, site.id),
        eq(syncRuns.syncType, job),
        eq(syncRuns.status, 'success'),
        gte(syncRuns.startedAt, now - 2 * SECONDS_PER_WEEK),
      ),
    );
  const isOld = (startedAt: EpochSeconds) => now - startedAt > SECONDS_PER_WEEK - 3_600;
  const wasLong = (details: unknown) => {
    const parsed = reportSchema.safeParse(details);
    return parsed.success && parsed.data.report.days >= LONGEST_WINDOW_DAYS;
  };
  return runs.some((one) => isOld(one.startedAt)) && !runs.some((one) => !isOld(one.startedAt) && wasLong(one.details));
}

type ReportedChange = { action: 'insert' | 'update' | 'remove'; what: 'shift' | 'break'; clockId: number } & Record<
  string,
  unknown
>;

function changesOf({ clock, stores }: ClockRead): ReportedChange[] {
  const { clockId } = clock;
  return stores.flatMap(({ changes }): ReportedChange[] => [
    ...changes.removePeriods.map((row) => ({
      action: 'remove' as const,
      what: 'shift' as const,
      clockId,
      before: shiftOf(row),
    })),
    ...changes.updatePeriods.map(({ stored, fact }) => ({
      action: 'update' as const,
      what: 'shift' as const,
      clockId,
      before: shiftOf(stored),
      after: shiftOf(fact),
    })),
    ...changes.insertPeriods.map((row) => ({
      action: 'insert' as const,
      what: 'shift' as const,
      clockId,
      after: shiftOf(row),
    })),
    ...changes.removeBreaks.map((row) => ({
      action: 'remove' as const,
      what: 'break' as const,
      clockId,
      before: breakOf(row),
    })),
    ...changes.updateBreaks.map(({ stored, fact }) => ({
      action: 'update' as const,
      what: 'break' as const,
      clockId,
      before: breakOf(stored),
      after: breakOf(fact),
    })),
    ...changes.insertBreaks.map((row) => ({
      action: 'insert' as const,
      what: 'break' as const,
      clockId,
      after: breakOf(row),
    })),
  ]);
}

function shiftOf(row: PeriodFact) {
  const { source, sourceShiftId: id, employeeId, identityId } = row;
  return {
    source,
    id,
    employeeId,
    identityId,
    clockIn: toIsoInstant(row.clockIn),
    clockOut: toIsoInstantOrNull(row.clockOut),
  };
}

function breakOf(row: BreakFact) {
  const { sourceBreakId: id, employeeId, identityId, isPaid } = row;
  return {
    id,
    employeeId,
    identityId,
    isPaid,
    start: toIsoInstant(row.breakStart),
    end: toIsoInstantOrNull(row.breakEnd),
  };
}
