import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { inTransaction } from '@/lib/db/client';
import { syncRuns } from '@/lib/db/schema/runs';
import { getOldestOpenClockIn } from '@/lib/domain/clock/queries/get-oldest-open-clock-in';
import { autoLinkByEmail } from '@/lib/domain/identity/mutations';
import { daysFromTo } from '@/lib/platform/time/business-day';
import { type EpochSeconds, fromIsoInstant, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import type { SyncOutcome } from '../sync-run';
import { type ClockAnswer, mergePieces } from './activities';
import { type ClockRegistry, type KnownClock, loadBreakTypes, loadClocks, markVanished } from './clocks';
import { ConnecteamError, ConnecteamNotFoundError } from './errors';
import { usersWithoutIdentity } from './people';
import { endsRun, failedBy, type Problem, problemOf, type RunContext } from './run-context';
import { CONNECTEAM_SOURCE } from './source';
import { type StoredAnswer, storeClockAnswer } from './store-clock';
import { storeUsers } from './users';
import { askedPieces, LONGEST_WINDOW_DAYS, type ReadWindow, regularWindow, windowInterval } from './window';

export type ClockReadResult = {
  clock: KnownClock;
  answer: ClockAnswer;
  stored: StoredAnswer;
};

/** What reading several clocks came to. */
export type ClocksRead = { results: ClockReadResult[]; vanished: number[]; problems: Problem[] };

const SECONDS_PER_DAY = 86_400;

/**
 * The regular sync (sync.md, Windows and deletion): reads the trailing window, or the days asked for, of every clock and
 * stores what differs. The watermark moves when the whole of the trailing window was read.
 */
export async function syncClockTimes(
  context: RunContext,
  options: { window: ReadWindow | null; clockIds: readonly number[] | null },
): Promise<SyncOutcome> {
  const { db, site, clock, job } = context;
  const now = clock.now();
  const lastSuccess = await getWatermark(context, job);
  const oldestOpen = await getOldestOpenClockIn(
    db,
    site.id,
    CONNECTEAM_SOURCE,
    now - LONGEST_WINDOW_DAYS * SECONDS_PER_DAY,
  );
  const regular = regularWindow(site, now, lastSuccess, oldestOpen);
  const window = options.window ?? regular;
  const registry = await loadClocks(context, options.clockIds);
  // An archived clock takes no new punches: once its history is here only the daily comparison reads it again.
  const isFirst = lastSuccess === null || options.window !== null;
  const clocks = registry.clocks.filter((one) => isFirst || !one.isArchived);
  const read = await readAndStoreClocks(context, clocks, window);
  const coversAll = options.clockIds === null && window.firstDay <= regular.firstDay && window.lastDay >= regular.lastDay;
  return outcomeOf(registry, read, window, coversAll ? toIsoInstant(context.run.startedAt) : undefined);
}

/** Reads and stores the clocks one after the other; trouble with one does not keep the others from being read. */
export async function readAndStoreClocks(
  context: RunContext,
  clocks: readonly KnownClock[],
  window: ReadWindow,
): Promise<ClocksRead> {
  const read: ClocksRead = { results: [], vanished: [], problems: [] };
  const store = (known: KnownClock, answer: ClockAnswer, paidByBreakType: ReadonlyMap<string, boolean>) =>
    storeClockAnswer({
      db: context.db,
      site: context.site,
      run: context.run,
      clock: known,
      answer,
      range: windowInterval(context.site, window),
      paidByBreakType,
      job: context.job,
      now: context.clock.now(),
    });
  const answered: { known: KnownClock; answer: ClockAnswer; types: Map<string, boolean> }[] = [];
  for (const known of clocks) {
    try {
      const answer = await readClock(context, known.clockId, window);
      const seen = new Set([...answer.breaks.values()].flatMap((one) => one.typeId ?? []));
      const types = await loadBreakTypes(context, known, seen);
      await storeNewUsers(context, answer, read.problems);
      const stored = await store(known, answer, types);
      answered.push({ known, answer, types });
      read.results.push({ clock: known, answer, stored });
      if (answer.unreadable.count > 0) {
        const message = `${answer.unreadable.count} rows of clock "${known.name}" could not be read; nothing was removed.`;
        read.problems.push({ code: 'unreadable', message });
      }
      if (stored.isDoubted) {
        const { answeredShifts, storedShifts } = stored.comparison;
        const message = `Clock "${known.name}" answered ${answeredShifts} of ${storedShifts} stored shifts; nothing is removed until that is confirmed.`;
        read.problems.push({ code: 'suspicious_source', message });
      }
    } catch (error) {
      if (!(error instanceof ConnecteamError)) throw error;
      if (error instanceof ConnecteamNotFoundError && (await isVanished(context, known, read))) continue;
      read.problems.push(problemOf(error));
      if (endsRun(error)) break;
    }
  }
  await storeAgainWhereRivalsLeft(read, answered, store);
  return read;
}

/** One read of one clock, all its pieces. */
async function readClock({ client }: RunContext, clockId: number, window: ReadWindow): Promise<ClockAnswer> {
  const pieces = [];
  for (const { startDate, endDate } of askedPieces(window)) {
    pieces.push(await client.listTimeActivities(clockId, startDate, endDate));
  }
  return mergePieces(clockId, pieces);
}

async function isVanished(context: RunContext, known: KnownClock, read: ClocksRead): Promise<boolean> {
  try {
    if (!(await markVanished(context, known.clockId))) return false;
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    return false;
  }
  read.vanished.push(known.clockId);
  if (context.client.clockIds?.includes(known.clockId) === true) read.problems.push(unknownClock(known.clockId));
  return true;
}

/**
 * Somebody who punches before the nightly sync of users gets a name, and a link by email, at once. Failing to read the
 * user costs only that.
 */
async function storeNewUsers(context: RunContext, answer: ClockAnswer, problems: Problem[]): Promise<void> {
  const { db, site, client, clock, run } = context;
  const userIds = new Set([...answer.shifts.values(), ...answer.breaks.values()].map((row) => row.userId));
  const strangers = await usersWithoutIdentity(db, site.id, [...userIds]);
  if (strangers.length === 0) return;
  try {
    const users = await client.listUsersById(strangers);
    await inTransaction(db, async (tx) => {
      await run.hold(tx);
      await storeUsers(tx, site.id, users.rows, clock.now());
      await autoLinkByEmail(tx, { siteId: site.id, now: clock.now() });
    });
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    problems.push(problemOf(error));
  }
}

/**
 * Two clocks can hold a period of one person and clock-in, of which one is stored. When the stored one left with a later
 * clock of this run, the other one is due now and not only with the next run.
 */
async function storeAgainWhereRivalsLeft(
  read: ClocksRead,
  answered: { known: KnownClock; answer: ClockAnswer; types: Map<string, boolean> }[],
  store: (known: KnownClock, answer: ClockAnswer, types: Map<string, boolean>) => Promise<StoredAnswer>,
): Promise<void> {
  for (const [index, { known, answer, types }] of answered.entries()) {
    const result = read.results[index];
    if (result === undefined || result.stored.overlaps.length === 0) continue;
    const leftLater = new Set(
      read.results
        .slice(index + 1)
        .flatMap(({ stored: { changes } }) => [
          ...changes.removePeriods.map((row) => row.sourceShiftId),
          ...changes.updatePeriods.map((update) => update.stored.sourceShiftId),
        ]),
    );
    if (!result.stored.overlaps.some((overlap) => leftLater.has(overlap.keptSourceId))) continue;
    const again = await store(known, answer, types);
    const { changes } = result.stored;
    const add = <K extends keyof typeof changes>(name: K) => [...changes[name], ...again.changes[name]];
    result.stored = {
      ...again,
      scoreRequests: result.stored.scoreRequests + again.scoreRequests,
      changes: {
        removePeriods: add('removePeriods') as typeof changes.removePeriods,
        updatePeriods: add('updatePeriods') as typeof changes.updatePeriods,
        insertPeriods: add('insertPeriods') as typeof changes.insertPeriods,
        removeBreaks: add('removeBreaks') as typeof changes.removeBreaks,
        updateBreaks: add('updateBreaks') as typeof changes.updateBreaks,
        insertBreaks: add('insertBreaks') as typeof changes.insertBreaks,
      },
    };
  }
}
