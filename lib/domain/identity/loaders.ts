import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { getEmployee } from '@/lib/domain/employees/queries/get-employee';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { getWaiting } from './decisions';
import { prepareClockless, prepareIdentity } from './prepare';
import { prepareChanges, subjectsOf } from './prepare-changes';
import { type Holder, prepareMove } from './prepare-preview';
import { getCandidates, getRefusedPairs } from './queries/get-candidates';
import { getClocklessPeople } from './queries/get-clockless-people';
import { getFactCounts } from './queries/get-fact-counts';
import { getIdentities, getMappingCounts } from './queries/get-identities';
import { getIdentity } from './queries/get-identity';
import { getMultipliers, getPeriodsAround, getScansOf } from './queries/get-moving-facts';
import { getLoginNames, getPeopleNames } from './queries/get-names';
import { getRecentChanges } from './queries/get-recent-changes';
import type {
  ChangeList,
  ChangesQuery,
  ClocklessList,
  MappingCounts,
  MappingList,
  MappingPreview,
  MappingsQuery,
  PreviewQuery,
  ProgressAnswer,
} from './schema';

const idCursor = z.tuple([z.number().int()]);
const CLOCKLESS_ROWS = 500;
const COMPARED_LOGINS = 500;

/**
 * A page of the logins of a site. Like all of these not cached and from the primary: who decided must see it. Throws
 * VALIDATION on a bad cursor.
 */
export async function loadMappings(site: Site, query: MappingsQuery, now: EpochSeconds): Promise<MappingList> {
  const db = getDatabase();
  const [before = null] = query.cursor === undefined ? [] : decodeCursor(idCursor, query.cursor);
  const rows = await getIdentities(db, {
    siteId: site.id,
    view: query.view,
    search: query.q === '' ? null : query.q,
    before,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const ids = page.map((row) => row.id);
  const isWaiting = query.view === 'waiting' && page.length > 0;
  const [facts, candidates, refused] = await Promise.all([
    getFactCounts(db, site.id, ids),
    isWaiting ? getCandidates(db, site.id) : [],
    isWaiting ? getRefusedPairs(db, ids) : new Set<string>(),
  ]);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map((row) => prepareIdentity(row, { facts, candidates, refused })),
    nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

/** How many logins and people wait for an admin: small and cached, for every page. */
export function loadMappingCounts(site: Site): Promise<MappingCounts> {
  return cachedAnswer(cachePolicies.mappingCounts(site.id), () => readCounts(site));
}

/** {@link loadMappingCounts} as JSON text. */
export function loadMappingCountsText(site: Site): Promise<string> {
  return cachedAnswerText(cachePolicies.mappingCounts(site.id), () => readCounts(site));
}

/** People without a login of the time clock, and the clock logins that may be theirs. */
export async function loadClocklessPeople(site: Site, now: EpochSeconds): Promise<ClocklessList> {
  const db = getDatabase();
  const people = await getClocklessPeople(db, site.id, CLOCKLESS_ROWS);
  const params = { siteId: site.id, view: 'waiting' as const, search: null, before: null, limit: COMPARED_LOGINS };
  const waiting = people.length === 0 ? [] : await getIdentities(db, params);
  const ofClock = waiting.filter((row) => row.source === 'connecteam');
  const refused = await getRefusedPairs(
    db,
    ofClock.map((row) => row.id),
  );
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: people.map((row) => prepareClockless(row, ofClock, refused)),
  };
}

/** What a decision about a login would move, exactly and without writing anything. Throws NOT_FOUND. */
export async function loadPreview(site: Site, query: PreviewQuery, now: EpochSeconds): Promise<MappingPreview> {
  const db = getDatabase();
  const identity = await getIdentity(db, site.id, query.identityId);
  if (identity === undefined) throw new AppError('NOT_FOUND', 'There is no such login at this site.');
  const from: Holder =
    identity.status === 'ignored'
      ? { kind: 'ignored' }
      : identity.employeeId === null
        ? { kind: 'unmapped' }
        : { kind: 'person', employeeId: identity.employeeId };
  return loadMove(site, { identityIds: [identity.id], from, to: wantedHolder(query) }, now);
}

/** What moves when these logins of one holder go to another. Throws NOT_FOUND for a person of another site. */
export async function loadMove(
  site: Site,
  move: { identityIds: readonly number[]; from: Holder; to: Holder },
  now: EpochSeconds,
): Promise<MappingPreview> {
  const db = getDatabase();
  const { identityIds, from, to } = move;
  const employeeIds = [from, to].flatMap((holder) => (holder.kind === 'person' ? [holder.employeeId] : []));
  const [scans, periods, multipliers, people] = await Promise.all([
    identityIds.length === 0 ? [] : getScansOf(db, site.id, identityIds),
    identityIds.length === 0 ? [] : getPeriodsAround(db, site.id, identityIds, employeeIds),
    getMultipliers(db, site.id),
    Promise.all(employeeIds.map((id) => getEmployee(db, site.id, id))),
  ]);
  const shown = (holder: Holder) => {
    if (holder.kind !== 'person') return { kind: holder.kind, employeeId: null, name: null };
    const person = people.find((one) => one?.id === holder.employeeId);
    if (person === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
    return { kind: holder.kind, employeeId: person.id, name: person.name };
  };
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    identityId: identityIds[0] ?? 0,
    from: shown(from),
    to: shown(to),
    ...prepareMove({ site, identityIds, scans, periods, multipliers, from, to }),
  };
}

/** How much of what changes asked for is still to be scored. */
export async function loadProgress(
  site: Site,
  employeeIds: readonly number[],
  now: EpochSeconds,
): Promise<ProgressAnswer> {
  const progress = await getWaiting(getDatabase(), site.id, employeeIds);
  return { asOf: toIsoInstant(now), source: 'live', ...progress };
}

/** What was decided about logins and people, the latest first; of one person when told. */
export async function loadChanges(
  site: Site,
  query: ChangesQuery & { of?: { employeeId: number; identityIds: readonly number[] } },
  now: EpochSeconds,
): Promise<ChangeList> {
  const db = getDatabase();
  const [before = null] = query.cursor === undefined ? [] : decodeCursor(idCursor, query.cursor);
  const { of, limit } = query;
  const rows = await getRecentChanges(db, { siteId: site.id, of, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const subjects = subjectsOf(page);
  const [people, logins] = await Promise.all([
    getPeopleNames(db, site.id, subjects.employeeIds),
    getLoginNames(db, site.id, subjects.identityIds),
  ]);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: prepareChanges(page, { people, logins }),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

async function readCounts(site: Site): Promise<Omit<MappingCounts, 'asOf' | 'state'>> {
  return { source: 'live', ...(await getMappingCounts(getDatabase(), site.id)) };
}

function wantedHolder({ action, employeeId }: PreviewQuery): Holder {
  if (action === 'ignore') return { kind: 'ignored' };
  if (action === 'unlink') return { kind: 'unmapped' };
  return employeeId === undefined ? { kind: 'new' } : { kind: 'person', employeeId };
}
