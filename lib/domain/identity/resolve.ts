import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** One login or user id as a source just named it. Name and email left out: nothing new about them. */
export type SeenIdentity = { externalId: string; externalName?: string | null; externalEmail?: string | null };

/** What the hub knows about it. `employeeId` only when the link is verified. */
export type ResolvedIdentity = {
  identityId: number;
  employeeId: number | null;
  status: 'unmapped' | 'suggested' | 'verified' | 'ignored';
};

const LAST_SEEN_STEP_SECONDS = 60;
const MAX_NAME_LENGTH = 191;

type IdentityRow = typeof employeeIdentities.$inferSelect;

/** {@link resolveIdentitiesOfSources} for one source. The answer is keyed by external id. */
export async function resolveIdentities(
  tx: Transaction,
  siteId: number,
  source: string,
  seen: readonly SeenIdentity[],
  now: EpochSeconds,
): Promise<Map<string, ResolvedIdentity>> {
  const resolved = await resolveIdentitiesOfSources(
    tx,
    siteId,
    seen.map((one) => ({ ...one, source })),
    now,
  );
  return new Map(seen.map((one) => [one.externalId, resolvedOf(resolved, source, one.externalId)]));
}

/**
 * Finds the identities of facts on their way in, makes rows for new ones and refreshes names and time of last sight, with
 * at most four statements. The rows stay locked to the end of the transaction: an identity cannot be linked to somebody
 * between its look-up and the writing of its facts. The answer is keyed by {@link identityKey}.
 */
export async function resolveIdentitiesOfSources(
  tx: Transaction,
  siteId: number,
  seen: readonly (SeenIdentity & { source: string })[],
  now: EpochSeconds,
): Promise<Map<string, ResolvedIdentity>> {
  const wanted = new Map<string, SeenIdentity & { source: string }>();
  for (const one of seen) {
    const key = identityKey(one.source, one.externalId);
    const before = wanted.get(key);
    wanted.set(key, {
      source: one.source,
      externalId: one.externalId,
      externalName: shorten(one.externalName) ?? before?.externalName,
      externalEmail: shorten(one.externalEmail) ?? before?.externalEmail,
    });
  }
  // One order for everybody, so that two writers never wait for each other's rows.
  const ordered = [...wanted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const known = await lockIdentities(tx, siteId, ordered);
  const missing = ordered.filter((one) => !known.has(identityKey(one.source, one.externalId)));
  if (missing.length > 0) {
    await writeSeen(tx, siteId, missing, now);
    for (const [key, row] of await lockIdentities(tx, siteId, missing)) known.set(key, row);
  }
  const changed = ordered.filter((one) => isNews(known.get(identityKey(one.source, one.externalId)), one, now));
  if (changed.length > 0) await writeSeen(tx, siteId, changed, now);
  return new Map(
    [...known].map(([key, row]) => [
      key,
      { identityId: row.id, employeeId: row.status === 'verified' ? row.employeeId : null, status: row.status },
    ]),
  );
}

/** The key of an identity among those of one site. */
export function identityKey(source: string, externalId: string): string {
  return `${source}\n${externalId}`;
}

/** The answer for one identity that was asked for. */
export function resolvedOf(
  resolved: ReadonlyMap<string, ResolvedIdentity>,
  source: string,
  externalId: string,
): ResolvedIdentity {
  const found = resolved.get(identityKey(source, externalId));
  if (found === undefined) throw new Error(`Identity ${JSON.stringify(externalId)} of ${source} was not asked for.`);
  return found;
}

async function lockIdentities(
  tx: Transaction,
  siteId: number,
  wanted: readonly { source: string; externalId: string }[],
): Promise<Map<string, IdentityRow>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(employeeIdentities)
    .where(
      and(
        eq(employeeIdentities.siteId, siteId),
        inArray(employeeIdentities.source, [...new Set(wanted.map((one) => one.source))]),
        inArray(employeeIdentities.externalId, [...new Set(wanted.map((one) => one.externalId))]),
      ),
    )
    .orderBy(asc(employeeIdentities.source), asc(employeeIdentities.externalId))
    .for('update');
  return new Map(rows.map((row) => [identityKey(row.source, row.externalId), row]));
}

/** Inserts what is new and refreshes the rest; what another process inserted meanwhile is refreshed too. */
async function writeSeen(
  tx: Transaction,
  siteId: number,
  seen: readonly (SeenIdentity & { source: string })[],
  now: EpochSeconds,
): Promise<void> {
  const { externalName, externalEmail, lastSeenAt } = employeeIdentities;
  await tx
    .insert(employeeIdentities)
    .values(seen.map((one) => ({ siteId, ...one, firstSeenAt: now, lastSeenAt: now })))
    .onDuplicateKeyUpdate({
      set: {
        externalName: sql`COALESCE(VALUES(${sql.identifier('external_name')}), ${externalName})`,
        externalEmail: sql`COALESCE(VALUES(${sql.identifier('external_email')}), ${externalEmail})`,
        lastSeenAt: sql`GREATEST(VALUES(${sql.identifier('last_seen_at')}), ${lastSeenAt})`,
      },
    });
}

function isNews(row: IdentityRow | undefined, seen: SeenIdentity, now: EpochSeconds): boolean {
  if (row === undefined) return false;
  const hasNew = (given: string | null | undefined, stored: string | null) =>
    given !== null && given !== undefined && given !== stored;
  return (
    hasNew(seen.externalName, row.externalName) ||
    hasNew(seen.externalEmail, row.externalEmail) ||
    now - row.lastSeenAt > LAST_SEEN_STEP_SECONDS
  );
}

/** Names are for people's eyes: a longer one is cut, and so is half a character. Blank says nothing. */
function shorten(text: string | null | undefined): string | undefined {
  const short = text?.trim().slice(0, MAX_NAME_LENGTH).toWellFormed();
  return short === '' ? undefined : short;
}
