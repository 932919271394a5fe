import { inTransaction } from '@/lib/db/client';
import { autoLinkByEmail } from '@/lib/domain/identity/mutations';
import { type ClockAnswer, mergePieces } from './activities';
import { type KnownClock, loadBreakTypes, loadFreshClock, markVanished } from './clocks';
import { ConnecteamError, ConnecteamNotFoundError } from './errors';
import { usersWithoutIdentity } from './people';
import { endsRun, type Problem, problemOf, type RunContext } from './run-context';
import { type StoredAnswer, storeClockAnswer } from './store-clock';
import { storeUsers } from './users';
import { askedPieces, type ReadWindow, windowInterval } from './window';

/** A clock that was read, and what storing its answer did; a second time when a rival of another clock left. */
export type ClockRead = {
  clock: KnownClock;
  answer: ClockAnswer;
  paidByBreakType: ReadonlyMap<string, boolean>;
  stores: StoredAnswer[];
};

export type ClocksRead = { reads: ClockRead[]; vanished: number[]; problems: Problem[] };

/**
 * Reads these days of the clocks, one clock after the other, and stores each answer in a transaction of its own. Trouble
 * with one clock does not keep the others from being read; trouble that every further call would meet ends the run.
 */
export async function readAndStoreClocks(
  context: RunContext,
  clocks: readonly KnownClock[],
  windows: readonly ReadWindow[],
): Promise<ClocksRead> {
  const result: ClocksRead = { reads: [], vanished: [], problems: [] };
  for (const clock of clocks) {
    try {
      const answer = await readClock(context, clock.clockId, windows);
      const typeIds = new Set([...answer.breaks.values()].flatMap((one) => one.typeId ?? []));
      const paidByBreakType = await loadBreakTypes(context, clock, typeIds, result.problems);
      await storeNewUsers(context, answer, result.problems);
      const read: ClockRead = { clock, answer, paidByBreakType, stores: [] };
      result.reads.push(read);
      await store(context, read, windows);
    } catch (error) {
      if (!(error instanceof ConnecteamError)) throw error;
      if (error instanceof ConnecteamNotFoundError && (await hasVanished(context, clock))) {
        result.vanished.push(clock.clockId);
        continue;
      }
      result.problems.push(problemOf(error));
      if (endsRun(error)) break;
    }
  }
  for (const [index, read] of result.reads.entries()) {
    if (hasRivalLeft(read, result.reads.slice(index + 1))) await store(context, read, windows);
  }
  result.problems.push(...result.reads.flatMap(problemsOf));
  return result;
}

async function readClock(
  { client }: RunContext,
  clockId: number,
  windows: readonly ReadWindow[],
): Promise<ClockAnswer> {
  const pieces = [];
  for (const { startDate, endDate } of windows.flatMap(askedPieces)) {
    pieces.push(await client.listTimeActivities(clockId, startDate, endDate));
  }
  return mergePieces(clockId, pieces);
}

async function store(context: RunContext, read: ClockRead, windows: readonly ReadWindow[]): Promise<void> {
  const { answer, paidByBreakType, stores } = read;
  const ranges = windows.map((window) => windowInterval(context.site, window));
  const isFresh = () => read.clock.readAt >= context.run.startedAt;
  for (;;) {
    const { clock } = read;
    const now = context.clock.now();
    const stored = await storeClockAnswer(context, {
      clock,
      isClockFresh: isFresh(),
      answer,
      ranges,
      paidByBreakType,
      now,
    });
    stores.push(stored);
    if (!stored.needsFreshClock) return;
    read.clock = await loadFreshClock(context, clock);
    if (!isFresh()) return;
  }
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

async function hasVanished(context: RunContext, clock: KnownClock): Promise<boolean> {
  try {
    return await markVanished(context, clock.clockId);
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    // Not known, so it has not: the clock's own error is reported and the next run asks again.
    return false;
  }
}

/**
 * Two clocks can hold a period of one person and clock-in, of which one is stored (sync.md, Contradictions). When the
 * stored one left with a later clock of this run, the other is due now and not only with the next run.
 */
function hasRivalLeft(read: ClockRead, later: readonly ClockRead[]): boolean {
  const left = new Set(
    later
      .flatMap((one) => one.stores)
      .flatMap(({ changes }) => [...changes.removePeriods, ...changes.updatePeriods.map((update) => update.stored)])
      .map((row) => row.sourceShiftId),
  );
  return read.stores
    .flatMap((one) => one.findings)
    .some((finding) => finding.keptSourceId !== undefined && left.has(finding.keptSourceId));
}

function problemsOf({ clock, answer, stores }: ClockRead): Problem[] {
  const problems: Problem[] = [];
  if (answer.unreadable.count > 0) {
    const message = `${answer.unreadable.count} rows of clock "${clock.name}" could not be read, so nothing of it was removed.`;
    problems.push({ code: 'unreadable', message });
  }
  const doubted = stores.find((one) => one.isDoubted);
  if (doubted !== undefined) {
    const { answeredShifts, storedShifts } = doubted.comparison;
    const message = `Clock "${clock.name}" answered ${answeredShifts} shifts where ${storedShifts} are stored; nothing is removed until that is confirmed.`;
    problems.push({ code: 'suspicious_source', message });
  }
  return problems;
}
