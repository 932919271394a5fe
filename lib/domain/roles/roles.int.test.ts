import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { dataIssues } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { createEmployee } from '@/lib/domain/employees/mutations';
import { getUnmappedTypes } from '@/lib/domain/flags/queries/get-unmapped-types';
import { ignoreIdentity, linkIdentity } from '@/lib/domain/identity/mutations';
import { resolveIdentities } from '@/lib/domain/identity/resolve';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase, TEST_ACTOR } from '@/test/database';
import { prepareActivityTypes } from './prepare';
import { getMappedTypes } from './queries/get-mapped-types';
import { getRoleIdsByType } from './queries/get-role-ids-by-type';
import { getRolesOnDay } from './queries/get-roles-on-day';
import { createRole, mapActivityType } from './type-mutations';

const database = openTestDatabase();
const NOW = fromIsoInstant('2026-03-09T15:00:00Z');

let site: Site;
let roleIds: Map<string, number>;
beforeEach(async () => {
  site = await createTestSite(database);
  roleIds = await inTransaction(database, (tx) => getRoleIdsByType(tx, site.id));
});

const roleOf = (type: string) => roleIds.get(type) ?? 0;
const map = (activityType: string, roleId: number) =>
  inTransaction(database, (tx) => mapActivityType(tx, { site, activityType, roleId, actor: TEST_ACTOR, now: NOW }));

const scan = (referenceId: string, userName: string, day: string, activityType = 'Folding') => ({
  referenceId,
  userName,
  activityType,
  itemsCount: 5,
  windowStart: `${day}T14:00:00Z`,
  windowEnd: `${day}T14:10:00Z`,
});
const store = (rows: object[]) => storeActivities(database, { site, source: 'api', rows, now: NOW, actor: TEST_ACTOR });
const storedRoles = async () =>
  (await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id))).map((row) => row.roleId);
async function takeRequests(): Promise<Set<string>> {
  const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  await database.delete(scoreRequests).where(eq(scoreRequests.siteId, site.id));
  return new Set(rows.map((row) => `${row.scoreDate} ${row.employeeId}`));
}
async function identityOf(userName: string): Promise<number> {
  const seen = [{ externalId: userName }];
  const found = await inTransaction(database, (tx) => resolveIdentities(tx, site.id, 'api', seen, NOW));
  return found.get(userName)?.identityId ?? 0;
}

describe('mapActivityType', () => {
  it('gives the stored windows of the type their role and rescores their days, mapped or not', async () => {
    const base = { siteId: site.id, actor: TEST_ACTOR, now: NOW };
    const employeeId = await inTransaction(database, (tx) => createEmployee(tx, { ...base, name: 'Mara Linden' }));
    const [mara, robot] = [await identityOf('mara'), await identityOf('robot')];
    await inTransaction(database, async (tx) => {
      await linkIdentity(tx, { ...base, identityId: mara, employeeId });
      await ignoreIdentity(tx, { ...base, identityId: robot });
    });
    await store([
      scan('1', 'mara', '2026-03-07'),
      scan('2', 'nobody', '2026-03-08'),
      scan('3', 'robot', '2026-03-06'),
      scan('4', 'mara', '2026-03-05', 'Picking'),
    ]);
    await takeRequests();
    await map('Folding', roleOf('Labeling'));
    const labeling = roleOf('Labeling');
    expect((await storedRoles()).sort()).toEqual([roleOf('Picking'), labeling, labeling, labeling].sort());
    expect(await takeRequests()).toEqual(new Set([`2026-03-07 ${employeeId}`, `2026-03-08 ${UNMAPPED_WORK}`]));
    const open = await database
      .select()
      .from(dataIssues)
      .where(
        and(
          eq(dataIssues.siteId, site.id),
          eq(dataIssues.kind, 'unmapped_activity_type'),
          isNull(dataIssues.resolvedAt),
        ),
      );
    expect(open).toEqual([]);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'activity-type.map')));
    expect(audit).toMatchObject([{ entityId: 'Folding', after: { roleId: labeling, windows: 3 } }]);
  });

  it('counts for later windows, and can be changed', async () => {
    await map('Folding', roleOf('Labeling'));
    await store([scan('1', 'nobody', '2026-03-07')]);
    expect(await storedRoles()).toEqual([roleOf('Labeling')]);
    await takeRequests();
    await map('Folding', roleOf('Labeling'));
    expect(await takeRequests()).toEqual(new Set());
    await map('Folding', roleOf('Picking'));
    expect(await storedRoles()).toEqual([roleOf('Picking')]);
    expect(await takeRequests()).toEqual(new Set([`2026-03-07 ${UNMAPPED_WORK}`]));
  });

  it('takes types apart that differ in case only', async () => {
    await store([scan('1', 'nobody', '2026-03-07'), scan('2', 'nobody', '2026-03-07', 'FOLDING')]);
    await map('FOLDING', roleOf('Picking'));
    expect(new Set(await storedRoles())).toEqual(new Set([null, roleOf('Picking')]));
  });

  it("refuses a role's own type and a role of another site", async () => {
    await expect(map('Picking', roleOf('Labeling'))).rejects.toMatchObject({ code: 'CONFLICT' });
    const other = await createTestSite(database);
    const strangers = await inTransaction(database, (tx) => getRoleIdsByType(tx, other.id));
    await expect(map('Folding', strangers.get('Picking') ?? 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('waits for windows that are being stored', async () => {
    const lockNow = () =>
      inTransaction(database, (tx) =>
        tx.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id)).for('update', { noWait: true }),
      );
    await inTransaction(database, async (tx) => {
      await getRoleIdsByType(tx, site.id);
      await expect(lockNow()).rejects.toThrow();
    });
    expect(await lockNow()).toHaveLength(5);
  });
});

describe('createRole', () => {
  const values = { multiplier: 0.75, expectedPerHour: 90, idleThresholdMinutes: 12, monthlyTargetPoints: 4_400.5 };
  const FOLDING = {
    departmentName: 'Folding table',
    roleName: 'Folder',
    activityType: 'Folding',
    roleType: 'batch' as const,
    flowOrder: 6,
    isFinishing: false,
    values,
  };
  const create = (changes: Partial<typeof FOLDING> = {}) =>
    inTransaction(database, (tx) =>
      createRole(tx, { site, role: { ...FOLDING, ...changes }, actor: TEST_ACTOR, now: NOW }),
    );

  it('counts for all days; scans that waited become its work and are scored again, later ones are its own', async () => {
    await store([scan('1', 'nobody', '2026-03-07'), scan('2', 'nobody', '2026-03-08', 'Picking')]);
    await takeRequests();
    const { id, windows } = await create();
    expect(windows).toBe(1);
    expect(await takeRequests()).toEqual(new Set([`2026-03-07 ${UNMAPPED_WORK}`]));
    await store([scan('3', 'nobody', '2026-03-09')]);
    expect((await storedRoles()).sort()).toEqual([id, roleOf('Picking'), id].sort());
    const [role] = (await getRolesOnDay(database, site.id, '2019-05-01')).filter(({ roleId }) => roleId === id);
    expect(role).toMatchObject({
      departmentName: 'Folding table',
      multiplier: '0.750',
      monthlyTargetPoints: '4400.50',
    });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'role.create')));
    expect(audit).toMatchObject([{ entityId: String(id), after: { activityType: 'Folding', multiplier: 0.75 } }]);
    const issues = await database.select().from(dataIssues).where(eq(dataIssues.siteId, site.id));
    expect(issues.filter((one) => one.kind === 'unmapped_activity_type' && one.resolvedAt === null)).toEqual([]);
  });

  it('refuses a name or an activity type that another department has, and leaves nothing behind', async () => {
    await map('Wrapping', roleOf('QC Passed'));
    for (const taken of [{ departmentName: 'Packing' }, { activityType: 'Picking' }, { activityType: 'Wrapping' }]) {
      await expect(create(taken)).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    expect(await getRolesOnDay(database, site.id, '2026-03-09')).toHaveLength(5);
  });
});

describe('activity types', () => {
  it('lists what waits, then what was given to a department', async () => {
    await store([scan('1', 'nobody', '2026-03-07'), scan('2', 'nobody', '2026-03-08')]);
    await map('Wrapping', roleOf('QC Passed'));
    const listed = async () =>
      prepareActivityTypes(site, await getUnmappedTypes(database, site.id), await getMappedTypes(database, site.id));
    expect(await listed()).toEqual([
      {
        activityType: 'Folding',
        roleId: null,
        waiting: { windows: 2, items: 10, firstDay: '2026-03-07', lastDay: '2026-03-08' },
      },
      { activityType: 'Wrapping', roleId: roleOf('QC Passed'), waiting: null },
    ]);
    await map('Folding', roleOf('Picking'));
    expect((await listed()).map(({ activityType }) => activityType)).toEqual(['Folding', 'Wrapping']);
  });
});

describe('getRolesOnDay', () => {
  it('gives each role, in flow order, with the latest values not after the day, else the earliest', async () => {
    await database.insert(roleConfigVersions).values({
      roleId: roleOf('Picking'),
      validFrom: '2026-03-09',
      multiplier: '1.250',
      expectedPerHour: '220',
      idleThresholdMinutes: 10,
      monthlyTargetPoints: null,
    });
    const multiplierOn = async (day: string) =>
      (await getRolesOnDay(database, site.id, day)).find((role) => role.activityType === 'Picking')?.multiplier;
    expect(await multiplierOn('2026-03-08')).toBe('1.000');
    expect(await multiplierOn('2026-03-09')).toBe('1.250');
    expect(await multiplierOn('1999-01-01')).toBe('1.000');
    const roles = await getRolesOnDay(database, site.id, '2026-03-09');
    expect(roles.map((role) => role.departmentName)).toEqual([
      'Picking',
      'Labeling',
      'Film Matching',
      'Heat Press',
      'Packing',
    ]);
  });
});
