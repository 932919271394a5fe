import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { loadChanges, loadMove } from '@/lib/domain/identity/loaders';
import { getCandidates } from '@/lib/domain/identity/queries/get-candidates';
import type { MappingPreview } from '@/lib/domain/identity/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import type { AdminEmployeeAnswer, AdminEmployeeList, AdminEmployeesQuery } from './admin-schema';
import { prepareMapping } from './prepare';
import { prepareAdminEmployee, prepareTwins } from './prepare-admin';
import { getAdminEmployees } from './queries/get-admin-employees';
import { getEmployeeIdentities } from './queries/get-employee-identities';

const cursorKey = z.tuple([z.string().max(191), z.number().int().min(0)]);
const HISTORY_ROWS = 100;

/** A page of the people of a site as admins edit them. From the primary: who changed somebody must see it. Throws VALIDATION. */
export async function loadAdminEmployees(
  site: Site,
  query: AdminEmployeesQuery,
  now: EpochSeconds,
): Promise<AdminEmployeeList> {
  const { q, status, limit, cursor } = query;
  const [name, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const rows = await getAdminEmployees(getDatabase(), {
    siteId: site.id,
    search: q === '' ? null : q,
    status,
    after: name === undefined || id === undefined ? null : { name, id },
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map(prepareAdminEmployee),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.name, last.id]) : null,
  };
}

/** One person with logins, possible twins and history. Throws NOT_FOUND. */
export async function loadAdminEmployee(
  site: Site,
  employeeId: number,
  now: EpochSeconds,
): Promise<AdminEmployeeAnswer> {
  const db = getDatabase();
  const params = { siteId: site.id, employeeId, search: null, status: 'all' as const, after: null, limit: 1 };
  const [[row], identities, candidates] = await Promise.all([
    getAdminEmployees(db, params),
    getEmployeeIdentities(db, site.id, employeeId),
    getCandidates(db, site.id),
  ]);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const of = { employeeId, identityIds: identities.map((one) => one.identityId) };
  const history = await loadChanges(site, { limit: HISTORY_ROWS, of }, now);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    employee: prepareAdminEmployee(row),
    identities: prepareMapping(employeeId, identities).identities,
    twins: prepareTwins(row, candidates),
    history: history.rows,
  };
}

/** What moves when a person is merged into another one. Throws NOT_FOUND. */
export async function loadMergePreview(
  site: Site,
  employeeId: number,
  intoId: number,
  now: EpochSeconds,
): Promise<MappingPreview> {
  const identities = await getEmployeeIdentities(getDatabase(), site.id, employeeId);
  const identityIds = identities.map((one) => one.identityId);
  const from = { kind: 'person' as const, employeeId };
  return loadMove(site, { identityIds, from, to: { kind: 'person', employeeId: intoId } }, now);
}
