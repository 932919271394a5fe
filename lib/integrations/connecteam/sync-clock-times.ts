import { getOldestOpenClockIn } from '@/lib/domain/clock/queries/get-oldest-open-clock-in';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { getLastWatermark, type SyncOutcome } from '../sync-run';
import { loadClocks } from './clocks';
import { clocksOutcome } from './clocks-outcome';
import { readAndStoreClocks } from './read-clocks';
import type { RunContext } from './run-context';
import { CONNECTEAM_SOURCE } from './source';
import { LONGEST_WINDOW_DAYS, type ReadWindow, regularWindow } from './window';

const SECONDS_PER_DAY = 86_400;

/**
 * The regular sync (sync.md, Windows and deletion): reads the trailing window, or the days asked for, of every clock and
 * stores what differs. The watermark moves when the whole of the trailing window was read.
 */
export async function syncClockTimes(
  context: RunContext,
  options: { window: ReadWindow | null; clockIds: readonly number[] | null },
): Promise<SyncOutcome> {
  const { db, site, client, clock, job, run } = context;
  const now = clock.now();
  const watermark = await getLastWatermark(db, site.id, job);
  const lastSuccess = watermark === null ? null : fromIsoInstant(watermark);
  const horizon = now - LONGEST_WINDOW_DAYS * SECONDS_PER_DAY;
  const oldestOpen = await getOldestOpenClockIn(db, site.id, CONNECTEAM_SOURCE, horizon);
  const regular = regularWindow(site, now, lastSuccess, oldestOpen);
  const window = options.window ?? regular;
  const registry = await loadClocks(context, options.clockIds);
  // An archived clock takes no new punches: once its history is here, only the daily comparison reads it again.
  const readsArchived = lastSuccess === null || options.window !== null || options.clockIds !== null;
  const clocks = registry.clocks.filter((one) => readsArchived || !one.isArchived);
  const read = await readAndStoreClocks(context, clocks, [window]);
  const coversRegular =
    options.clockIds === null && window.firstDay <= regular.firstDay && window.lastDay >= regular.lastDay;
  const outcome = clocksOutcome(registry, read, window, coversRegular ? toIsoInstant(run.startedAt) : undefined);
  // On small plans the runs lie further apart, and what counts as stale goes with it (sync.md, Quota).
  const intervalSeconds = await client.clockSyncIntervalSeconds(Math.max(1, registry.clocks.length));
  return { ...outcome, details: { ...outcome.details, intervalSeconds } };
}
