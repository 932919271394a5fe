import { and, eq, isNull } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { connecteamBreakTypes, connecteamClocks } from '@/lib/db/schema/connecteam';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { ConnecteamError, ConnecteamPlanError, isPassingTrouble } from './errors';
import { type Problem, problemOf, type RunContext } from './run-context';
import { clipText } from './text';

export type KnownClock = typeof connecteamClocks.$inferSelect;

/** The account's time clocks that belong to the hub. */
export type ClockRegistry = {
  /** All that have not vanished, archived ones too. */
  clocks: KnownClock[];
  /** Ids of CONNECTEAM_CLOCK_IDS, or asked for, that Connecteam does not have. */
  unknownIds: number[];
  problems: Problem[];
};

/** Clocks and break types are read once a day (sync.md, Quota), a little earlier than 24 h so that the hour stays. */
const READ_AGAIN_SECONDS = 86_400 - 600;
/** Sooner when something unknown turns up. */
const LOOK_AGAIN_SECONDS = 3_600;

/**
 * The time clocks, from the store; read anew when they are a day old or `wanted` ids are unknown. A clock that the list
 * no longer has stays until reading it proves it gone. When the list cannot be read now, the known clocks do.
 */
export async function loadClocks(context: RunContext, wanted: readonly number[] | null): Promise<ClockRegistry> {
  const { db, site, client, clock } = context;
  const problems: Problem[] = [];
  let stored = await storedClocks(db, site.id);
  const isUnknown = (clockId: number) => !stored.some((one) => one.clockId === clockId);
  const asked = [...new Set([...(client.clockIds ?? []), ...(wanted ?? [])])];
  const newest = stored.reduce<EpochSeconds>((latest, one) => Math.max(latest, one.readAt), 0);
  const age = clock.now() - newest;
  if (age >= READ_AGAIN_SECONDS || (asked.some(isUnknown) && age >= LOOK_AGAIN_SECONDS)) {
    try {
      await readClocks(context);
      stored = await storedClocks(db, site.id);
    } catch (error) {
      if (stored.length === 0 || !isPassingTrouble(error)) throw error;
      problems.push(problemOf(error));
    }
  }
  const isOurs = (one: KnownClock) =>
    (client.clockIds?.includes(one.clockId) ?? true) && (wanted?.includes(one.clockId) ?? true);
  return { clocks: stored.filter(isOurs), unknownIds: asked.filter(isUnknown), problems };
}

/** Reads the list of clocks and gives this one as it is now; unchanged when the list lacks it. */
export async function loadFreshClock(context: RunContext, known: KnownClock): Promise<KnownClock> {
  await readClocks(context);
  const stored = await storedClocks(context.db, context.site.id);
  return stored.find((one) => one.clockId === known.clockId) ?? known;
}

/** Marks a clock as vanished when the newest list lacks it too; false when the list still has it. */
export async function markVanished({ client, db, site, clock }: RunContext, clockId: number): Promise<boolean> {
  const listed = await client.listTimeClocks();
  if (listed.some((one) => one.id === clockId)) return false;
  await db.update(connecteamClocks).set({ goneAt: clock.now() }).where(isClock(site.id, clockId));
  return true;
}

/**
 * Whether breaks of a type are paid, by type id. Read once a day, and when `seen` holds an unknown one, but not more
 * than once an hour. Types that the source no longer has stay known. Punches never wait for break types: what cannot be
 * read now is a problem of the run, what the account may not read is none.
 */
export async function loadBreakTypes(
  context: RunContext,
  known: KnownClock,
  seen: ReadonlySet<string>,
  problems: Problem[],
): Promise<Map<string, boolean>> {
  const { db, site, clock } = context;
  const types = await storedBreakTypes(db, site.id, known.clockId);
  const age = clock.now() - (known.breakTypesReadAt ?? 0);
  const hasUnknown = [...seen].some((typeId) => !types.has(typeId));
  if (age < READ_AGAIN_SECONDS && !(hasUnknown && age >= LOOK_AGAIN_SECONDS)) return types;
  try {
    await readBreakTypes(context, known.clockId);
  } catch (error) {
    if (!(error instanceof ConnecteamError)) throw error;
    if (error instanceof ConnecteamPlanError) {
      await db.update(connecteamClocks).set({ breakTypesReadAt: clock.now() }).where(isClock(site.id, known.clockId));
    } else {
      problems.push(problemOf(error));
    }
    return types;
  }
  return storedBreakTypes(db, site.id, known.clockId);
}

async function storedClocks(db: Database, siteId: number): Promise<KnownClock[]> {
  return db
    .select()
    .from(connecteamClocks)
    .where(and(eq(connecteamClocks.siteId, siteId), isNull(connecteamClocks.goneAt)))
    .orderBy(connecteamClocks.clockId);
}

async function storedBreakTypes(db: Database, siteId: number, clockId: number): Promise<Map<string, boolean>> {
  const rows = await db
    .select()
    .from(connecteamBreakTypes)
    .where(and(eq(connecteamBreakTypes.siteId, siteId), eq(connecteamBreakTypes.clockId, clockId)));
  return new Map(rows.map((row) => [row.breakTypeId, row.isPaid]));
}

async function readClocks({ client, db, site, run, clock }: RunContext): Promise<void> {
  const listed = await client.listTimeClocks();
  const readAt = clock.now();
  await inTransaction(db, async (tx) => {
    await run.hold(tx);
    for (const { id: clockId, name, isArchived } of listed) {
      const columns = { name: clipText(name), isArchived, readAt, goneAt: null };
      await tx
        .insert(connecteamClocks)
        .values({ siteId: site.id, clockId, ...columns })
        .onDuplicateKeyUpdate({ set: columns });
    }
  });
}

async function readBreakTypes({ client, db, site, run, clock }: RunContext, clockId: number): Promise<void> {
  const { rows } = await client.listBreakTypes(clockId);
  const readAt = clock.now();
  await inTransaction(db, async (tx) => {
    await run.hold(tx);
    for (const type of rows) {
      const columns = {
        name: clipText(type.name),
        isPaid: type.isPaid,
        durationMinutes: type.duration === undefined ? null : Math.round(type.duration),
        readAt,
      };
      await tx
        .insert(connecteamBreakTypes)
        .values({ siteId: site.id, clockId, breakTypeId: type.id.slice(0, 64), ...columns })
        .onDuplicateKeyUpdate({ set: columns });
    }
    await tx.update(connecteamClocks).set({ breakTypesReadAt: readAt }).where(isClock(site.id, clockId));
  });
}

function isClock(siteId: number, clockId: number) {
  return and(eq(connecteamClocks.siteId, siteId), eq(connecteamClocks.clockId, clockId));
}
