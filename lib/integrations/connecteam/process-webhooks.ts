import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { inTransaction } from '@/lib/db/client';
import { connecteamWebhooks } from '@/lib/db/schema/connecteam';
import { getBreaksBySourceId } from '@/lib/domain/clock/queries/get-breaks-by-source-id';
import { getPeriodsBySourceId } from '@/lib/domain/clock/queries/get-periods-by-source-id';
import { autoLinkByEmail } from '@/lib/domain/identity/mutations';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { SyncOutcome } from '../sync-run';
import { type KnownClock, loadClocks } from './clocks';
import { totalsOf, withProblems } from './clocks-outcome';
import { ConnecteamError } from './errors';
import { type ClocksRead, readAndStoreClocks } from './read-clocks';
import { type ConnecteamDeps, type Problem, problemOf, type RunContext } from './run-context';
import { CONNECTEAM_SOURCE } from './source';
import { markUsersGone, storeUsers } from './users';
import { type StoredWebhook, USER_ACTIVITY } from './webhook';
import { mergeWindows, type ReadWindow } from './window';

/** An event whose row is not there yet is looked at again after so long, once (sync.md, Webhooks). */
const LOOK_AGAIN_SECONDS = 30;
const LOOKS = 2;
/** After this long the regular sync has seen whatever the event was about. */
const GIVE_UP_SECONDS = 3_600;
const EVENTS_PER_RUN = 500;

const READ_EVENTS =
  /^(clock_in|clock_out|auto_clock_out|admin_add|admin_edit|admin_delete|(admin|auto)_approved_\w+_request)$/;
const DELETE_EVENTS = /^(admin_delete|(admin|auto)_approved_delete_request)$/;
const CLOCK_ACTIVITIES = new Set(['shift', 'manual_break']);

type Verdict = { event: StoredWebhook; outcome: string } | { event: StoredWebhook; lookAgainIn: number };

/** Deliveries that wait and are due. */
export async function dueWebhooks({
  db,
  site,
  clock,
}: Pick<ConnecteamDeps, 'db' | 'site' | 'clock'>): Promise<StoredWebhook[]> {
  return db
    .select()
    .from(connecteamWebhooks)
    .where(
      and(
        eq(connecteamWebhooks.siteId, site.id),
        isNull(connecteamWebhooks.processedAt),
        or(isNull(connecteamWebhooks.nextAttemptAt), lte(connecteamWebhooks.nextAttemptAt, clock.now())),
      ),
    )
    .orderBy(asc(connecteamWebhooks.receivedAt), asc(connecteamWebhooks.requestId))
    .limit(EVENTS_PER_RUN);
}

/**
 * Reads again what the waiting deliveries speak of: the users by id, each clock for the days concerned, however many
 * deliveries there are. Nothing in a delivery is believed, also no deletion (sync.md, Webhooks).
 */
export async function processWebhooks(context: RunContext): Promise<SyncOutcome> {
  const events = await dueWebhooks(context);
  const verdicts: Verdict[] = [];
  const problems: Problem[] = [];
  const userEvents = events.filter((event) => event.activityType === USER_ACTIVITY);
  const clockEvents = events.filter(isAboutClock);
  const others = events.filter((event) => !userEvents.includes(event) && !clockEvents.includes(event));
  verdicts.push(...others.map((event) => ({ event, outcome: 'ignored' })));
  try {
    verdicts.push(...(await followUserEvents(context, userEvents)));
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    problems.push(problemOf(error));
    verdicts.push(...userEvents.map((event) => failed(context, event)));
  }
  const read: ClocksRead = { reads: [], vanished: [], problems };
  try {
    verdicts.push(...(await followClockEvents(context, clockEvents, read)));
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    problems.push(problemOf(error));
    verdicts.push(...clockEvents.map((event) => failed(context, event)));
  }
  await writeVerdicts(context, verdicts);
  const waiting = verdicts.filter((verdict) => 'lookAgainIn' in verdict).length;
  const { clocks, counts, records } = totalsOf(read);
  const done = { counts: { ...counts, events: events.length, waiting }, records, details: { clocks } };
  return withProblems(done, problems, verdicts.length > waiting);
}

/** Users are read again by id; one that was deleted is not found and stays here, marked. */
async function followUserEvents(context: RunContext, events: readonly StoredWebhook[]): Promise<Verdict[]> {
  const { client, db, site, clock, run } = context;
  const userIds = [...new Set(events.flatMap((event) => event.userId ?? []))];
  if (userIds.length === 0) return events.map((event) => ({ event, outcome: 'ignored' }));
  const users = await client.listUsersById(userIds);
  const found = new Set(users.rows.map((user) => user.userId));
  const isDeleted = (event: StoredWebhook) => event.eventType === 'user_deleted';
  const deleted = events.filter(isDeleted).flatMap((event) => event.userId ?? []);
  const gone = users.unreadable === 0 ? deleted.filter((userId) => !found.has(userId)) : [];
  await inTransaction(db, async (tx) => {
    await run.hold(tx);
    await storeUsers(tx, site.id, users.rows, clock.now());
    await markUsersGone(tx, site.id, gone, clock.now());
    await autoLinkByEmail(tx, { siteId: site.id, now: clock.now() });
  });
  return events.map((event) => {
    const isThere = event.userId !== null && found.has(event.userId);
    return isThere !== isDeleted(event) ? { event, outcome: 'read' } : notThereYet(event);
  });
}

/** Each clock is read once, for the stretches of days concerned, whatever number of deliveries is about it. */
async function followClockEvents(
  context: RunContext,
  events: readonly StoredWebhook[],
  read: ClocksRead,
): Promise<Verdict[]> {
  if (events.length === 0) return [];
  const { site } = context;
  const clockIds = [...new Set(events.flatMap((event) => event.clockId ?? []))];
  const registry = await loadClocks(context, clockIds);
  read.problems.push(...registry.problems);
  const knownClocks = new Map<number, KnownClock>(registry.clocks.map((one) => [one.clockId, one]));
  const storedTimes = await timesOfStoredRows(context, events);
  const verdicts: Verdict[] = [];
  for (const [clockId, ofClock] of Map.groupBy(events, (event) => event.clockId ?? 0)) {
    const known = knownClocks.get(clockId);
    if (known === undefined) {
      verdicts.push(...ofClock.map((event) => ({ event, outcome: 'unknown clock' })));
      continue;
    }
    const windows = ofClock.flatMap((event): ReadWindow[] => {
      const instants = [event.concernsFrom ?? event.receivedAt, event.concernsTo ?? event.receivedAt];
      const spans = [instants, ...(storedTimes.get(event.timeActivityId ?? '') ?? [])];
      return spans.map((span) => ({
        firstDay: businessDayOf(site, Math.min(...span)),
        lastDay: businessDayOf(site, Math.max(...span)),
      }));
    });
    // All stretches are one read: an edit that moves a row between them is one change.
    const one = await readAndStoreClocks(context, [known], mergeWindows(windows));
    read.reads.push(...one.reads);
    read.vanished.push(...one.vanished);
    read.problems.push(...one.problems);
    const [answer] = one.reads.map((clockRead) => clockRead.answer);
    const seen = new Set(answer && [...answer.shifts.keys(), ...answer.breaks.keys(), ...answer.unreadable.ids]);
    verdicts.push(...ofClock.map((event) => (answer ? verdictOn(event, seen) : failed(context, event))));
  }
  return verdicts;
}

/** Where the rows of these events are stored: an edit can have moved one from other days. By upstream id. */
async function timesOfStoredRows(
  { db, site }: RunContext,
  events: readonly StoredWebhook[],
): Promise<Map<string, number[][]>> {
  const ids = [...new Set(events.flatMap((event) => event.timeActivityId ?? []))];
  const periods = await getPeriodsBySourceId(db, site.id, CONNECTEAM_SOURCE, ids);
  const breaks = await getBreaksBySourceId(db, site.id, CONNECTEAM_SOURCE, ids);
  return new Map([
    ...periods.map((row): [string, number[][]] => [row.sourceShiftId, [[row.clockIn, row.clockOut ?? row.clockIn]]]),
    ...breaks.map((row): [string, number[][]] => [
      row.sourceBreakId,
      [[row.breakStart, row.breakEnd ?? row.breakStart]],
    ]),
  ]);
}

function isAboutClock(event: StoredWebhook): boolean {
  const isFact = event.activityType === null || CLOCK_ACTIVITIES.has(event.activityType);
  return isFact && event.clockId !== null && READ_EVENTS.test(event.eventType);
}

function verdictOn(event: StoredWebhook, seen: ReadonlySet<string>): Verdict {
  if (event.timeActivityId === null) return { event, outcome: 'read' };
  const isAsAnnounced = seen.has(event.timeActivityId) !== DELETE_EVENTS.test(event.eventType);
  return isAsAnnounced ? { event, outcome: 'read' } : notThereYet(event);
}

function notThereYet(event: StoredWebhook): Verdict {
  return event.attempts + 1 < LOOKS
    ? { event, lookAgainIn: LOOK_AGAIN_SECONDS }
    : { event, outcome: 'not as announced' };
}

function failed({ clock }: RunContext, event: StoredWebhook): Verdict {
  const isOld = clock.now() - event.receivedAt > GIVE_UP_SECONDS;
  return isOld ? { event, outcome: 'left to the regular sync' } : { event, lookAgainIn: LOOK_AGAIN_SECONDS };
}

async function writeVerdicts({ db, clock, run }: RunContext, verdicts: readonly Verdict[]): Promise<void> {
  const now = clock.now();
  await inTransaction(db, async (tx) => {
    await run.hold(tx);
    const groups = Map.groupBy(verdicts, (one) =>
      'outcome' in one ? `done ${one.outcome}` : `again ${one.event.attempts}`,
    );
    for (const group of groups.values()) {
      const [first] = group;
      if (first === undefined) continue;
      const attempts = first.event.attempts + 1;
      const values =
        'outcome' in first
          ? { processedAt: now, outcome: first.outcome, nextAttemptAt: null }
          : { attempts, nextAttemptAt: now + first.lookAgainIn };
      const ids = group.map((one) => one.event.requestId);
      await tx.update(connecteamWebhooks).set(values).where(inArray(connecteamWebhooks.requestId, ids));
    }
  });
}
