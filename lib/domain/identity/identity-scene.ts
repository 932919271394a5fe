import { and, asc, eq } from 'drizzle-orm';
import { inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { createEmployee } from '@/lib/domain/employees/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { type EpochSeconds, fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { ignoreIdentity, linkIdentity, unlinkIdentity } from './mutations';
import { resolveIdentities } from './resolve';

export const database = openTestDatabase(10);
export const NOW = fromIsoInstant('2026-03-20T15:00:00Z');
const ADMIN: Actor = { type: 'user', id: 'admin-1' };
export const at = fromIsoInstant;

/** A site with the author and time of what is done in it. */
export type Scene = { site: Site; base: { siteId: number; actor: Actor; now: EpochSeconds } };

export async function newScene(): Promise<Scene> {
  const site = await createTestSite(database);
  return { site, base: { siteId: site.id, actor: ADMIN, now: NOW } };
}

export const newPerson = ({ base }: Scene, name: string) =>
  inTransaction(database, (tx) => createEmployee(tx, { ...base, name }));

export async function newIdentity({ site }: Scene, source: string, externalId: string, now = NOW): Promise<number> {
  const found = await inTransaction(database, (tx) => resolveIdentities(tx, site.id, source, [{ externalId }], now));
  return found.get(externalId)?.identityId ?? 0;
}

export const link = ({ base }: Scene, identityId: number, employeeId: number, changes: object = {}) =>
  inTransaction(database, (tx) => linkIdentity(tx, { ...base, identityId, employeeId, ...changes }));
export const unlink = ({ base }: Scene, identityId: number, changes: object = {}) =>
  inTransaction(database, (tx) => unlinkIdentity(tx, { ...base, identityId, ...changes }));
export const ignore = ({ base }: Scene, identityId: number) =>
  inTransaction(database, (tx) => ignoreIdentity(tx, { ...base, identityId }));

export async function scan(
  { site }: Scene,
  userName: string,
  referenceId: string,
  windowStart: EpochSeconds,
): Promise<void> {
  const row = {
    referenceId,
    userName,
    activityType: 'Picking',
    itemsCount: 5,
    windowStart: toIsoInstant(windowStart),
    windowEnd: toIsoInstant(windowStart + 600),
  };
  await storeActivities(database, { site, source: 'api', rows: [row], now: NOW, actor: TEST_ACTOR });
}

let punches = 0;
export async function punch(
  { site }: Scene,
  identityId: number,
  source: string,
  clockIn: string,
  clockOut: string | null,
): Promise<number> {
  punches += 1;
  const [row] = await database.insert(clockTimes).values({
    siteId: site.id,
    source,
    sourceShiftId: `shift-${punches}`,
    identityId,
    clockIn: at(clockIn),
    clockOut: clockOut === null ? null : at(clockOut),
    isActive: clockOut === null,
    createdAt: NOW,
    updatedAt: NOW,
  });
  return row.insertId;
}

export async function pause({ site }: Scene, identityId: number, start: string): Promise<void> {
  punches += 1;
  await database.insert(clockBreaks).values({
    siteId: site.id,
    source: 'connecteam',
    sourceBreakId: `break-${punches}`,
    identityId,
    breakStart: at(start),
    breakEnd: at(start) + 600,
    isPaid: false,
    createdAt: NOW,
    updatedAt: NOW,
  });
}

export const activitiesOf = ({ site }: Scene) =>
  database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id)).orderBy(asc(activityLogs.id));
export const periodsOf = ({ site }: Scene) =>
  database.select().from(clockTimes).where(eq(clockTimes.siteId, site.id)).orderBy(asc(clockTimes.id));
export const breaksOf = ({ site }: Scene) => database.select().from(clockBreaks).where(eq(clockBreaks.siteId, site.id));
export const openIssues = ({ site }: Scene, kind: string) =>
  database
    .select()
    .from(dataIssues)
    .where(and(eq(dataIssues.siteId, site.id), eq(dataIssues.kind, kind), eq(dataIssues.status, 'open')));
export async function requestsOf({ site }: Scene): Promise<Set<string>> {
  const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  return new Set(rows.map((row) => `${row.scoreDate} ${row.employeeId}`));
}
export const forgetRequests = ({ site }: Scene) =>
  database.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
export async function identityRow(id: number) {
  const [row] = await database.select().from(employeeIdentities).where(eq(employeeIdentities.id, id));
  if (row === undefined) throw new Error('no such identity');
  return row;
}
export async function personRow(id: number) {
  const [row] = await database.select().from(employees).where(eq(employees.id, id));
  if (row === undefined) throw new Error('no such person');
  return row;
}
