import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { recalculations } from '@/lib/db/schema/recalculations';
import { roleConfigVersions } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { siteGoals } from '@/lib/db/schema/sites';
import { removePayRate, setPayRate } from '@/lib/domain/payrates/mutations';
import { removeRoleVersion, setRoleValues, setRoleVersion, shownVersion } from '@/lib/domain/roles/mutations';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { shownSite, updateSite } from '@/lib/domain/sites/mutations';
import { revisionOf } from '@/lib/platform/revision/revision';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';

const database = openTestDatabase();
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
const NOW = winterTime('2026-03-08 12:00');

/** Ada picks and packs on four days, Bo packs, somebody unknown packs; everything is scored. */
async function setUp() {
  const scene = await DayScene.create(database);
  const siteId = scene.site.id;
  const [ada, bo] = [await scene.person('Ada'), await scene.person('Bo')];
  const stranger = { employeeId: null, identityId: await scene.login('unmapped') };
  for (const day of DAYS) {
    const at = (time: string) => winterTime(`${day} ${time}`);
    await scene.punch(ada, at('06:00'), at('14:00'));
    await scene.punch(bo, at('06:00'), at('14:00'));
    await scene.scan(ada, 'Picking', 50, at('07:00'));
    await scene.scan(bo, 'Packing', 5, at('08:00'));
  }
  await scene.scan(ada, 'Packing', 5, winterTime('2026-03-04 09:00'));
  await scene.scan(stranger, 'Picking', 5, winterTime('2026-03-03 09:00'));
  await scene.request([UNMAPPED_WORK, ada.employeeId, bo.employeeId], DAYS);
  await scene.drain(NOW);
  const asked = async () => {
    const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, siteId));
    await database.delete(scoreRequests).where(eq(scoreRequests.siteId, siteId));
    const names = new Map([
      [ada.employeeId, 'Ada'],
      [bo.employeeId, 'Bo'],
      [UNMAPPED_WORK, 'unmapped'],
    ]);
    return rows.map((row) => `${row.scoreDate.slice(8)} ${names.get(row.employeeId)}`).sort();
  };
  const audits = (action: string) =>
    database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, siteId), eq(auditEvents.action, action)));
  const base = { site: scene.site, actor: TEST_ACTOR, now: NOW };
  const values = { multiplier: 2, expectedPerHour: 180, idleThresholdMinutes: 15, monthlyTargetPoints: 22_000 };
  type Version = Omit<Parameters<typeof setRoleVersion>[1], 'site' | 'actor' | 'now' | 'roleId' | 'values'>;
  const setVersion = (department: string, version: Version & { values?: Partial<typeof values> }) =>
    inTransaction(database, (tx) =>
      setRoleVersion(tx, {
        ...base,
        roleId: scene.roleId(department),
        ...version,
        values: { ...values, ...version.values },
      }),
    );
  const versions = (department: string) =>
    database
      .select()
      .from(roleConfigVersions)
      .where(eq(roleConfigVersions.roleId, scene.roleId(department)));
  return { scene, siteId, ada, bo, asked, audits, base, setVersion, versions };
}

describe('setRoleVersion', () => {
  it('asks for exactly the person-days with work in the role from its day until the next version', async () => {
    const { setVersion, asked, audits, versions } = await setUp();
    expect(await setVersion('Picking', { validFrom: '2026-03-05' })).toEqual({ requested: 1 });
    expect(await asked()).toEqual(['05 Ada']);
    await setVersion('Picking', { validFrom: '2026-03-03', values: { multiplier: 1.5 } });
    expect(await asked()).toEqual(['03 Ada', '03 unmapped', '04 Ada']);
    await setVersion('Packing', { validFrom: '2026-03-04' });
    expect(await asked()).toEqual(['04 Ada', '04 Bo', '05 Bo']);
    // The same again, and one that says what holds anyway.
    expect(await setVersion('Picking', { validFrom: '2026-03-03', values: { multiplier: 1.5 } })).toEqual({
      requested: 0,
    });
    expect(await setVersion('Picking', { validFrom: '2026-03-04', values: { multiplier: 1.5 } })).toEqual({
      requested: 0,
    });
    expect(await asked()).toEqual([]);
    expect(await versions('Picking')).toHaveLength(4);
    expect(await audits('role.set-version')).toHaveLength(4);
  });

  it('counts the earliest version for the days before it too', async () => {
    const { setVersion, asked, base, scene } = await setUp();
    await setVersion('Packing', { validFrom: '2026-03-04' });
    await asked();
    const roleId = scene.roleId('Packing');
    await inTransaction(database, (tx) => removeRoleVersion(tx, { ...base, roleId, validFrom: '2000-01-01' }));
    expect(await asked()).toEqual(['02 Bo', '03 Bo']);
    await expect(
      inTransaction(database, (tx) => removeRoleVersion(tx, { ...base, roleId, validFrom: '2026-03-04' })),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await setVersion('Packing', { validFrom: '2026-03-03', values: { multiplier: 3 } });
    expect(await asked()).toEqual(['02 Bo', '03 Bo']);
  });

  it('renews what waits already, so that a scoring under way does not settle it', async () => {
    const { scene, siteId, bo, setVersion } = await setUp();
    await scene.request([bo.employeeId], ['2026-03-02', '2026-03-05']);
    await setVersion('Picking', { validFrom: '2026-03-04' });
    const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, siteId));
    const ofBo = rows.filter((row) => row.employeeId === bo.employeeId);
    expect(ofBo.map((row) => [row.scoreDate, row.version])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-05', 2],
    ]);
  });

  it('refuses negative and imprecise values, an edit of something that changed, and a role of another site', async () => {
    const { setVersion, versions, scene, base } = await setUp();
    const edit = { validFrom: '2000-01-01' };
    await expect(setVersion('Picking', { ...edit, values: { multiplier: -1 } })).rejects.toThrow();
    await expect(setVersion('Picking', { ...edit, values: { multiplier: 0.0001 } })).rejects.toThrow();
    const [seen] = await versions('Picking');
    const revision = revisionOf(seen === undefined ? null : shownVersion(seen));
    await setVersion('Picking', { ...edit, revision });
    await expect(setVersion('Picking', { ...edit, revision, values: { multiplier: 4 } })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(setVersion('Picking', { validFrom: '2026-03-09', revision })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await setVersion('Picking', { validFrom: '2026-03-09', revision: revisionOf(null) });
    const other = await DayScene.create(database);
    const roleId = other.roleId('Picking');
    await expect(
      inTransaction(database, (tx) => setRoleValues(tx, { ...base, roleId, changes: { isActive: false } })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(scene.roleId('Picking')).not.toBe(roleId);
  });
});

describe('setRoleValues', () => {
  it('orders a recalculation of the days with work in the role when scores depend on it', async () => {
    const { scene, siteId, base, audits } = await setUp();
    const change = (department: string, changes: object) =>
      inTransaction(database, (tx) => setRoleValues(tx, { ...base, roleId: scene.roleId(department), changes }));
    expect(await change('Picking', { isActive: false, roleName: 'Collector' })).toEqual({ recalculationId: null });
    expect(await change('Labeling', { roleType: 'continuous' })).toEqual({ recalculationId: null });
    expect(await change('Picking', { isActive: false })).toEqual({ recalculationId: null });
    const { recalculationId } = await change('Picking', { roleType: 'continuous' });
    const orders = await database.select().from(recalculations).where(eq(recalculations.siteId, siteId));
    expect(orders).toMatchObject([
      {
        id: recalculationId,
        fromDay: '2026-03-02',
        toDay: '2026-03-05',
        roleId: scene.roleId('Picking'),
        status: 'queued',
        reason: 'Picking: roleType changed',
      },
    ]);
    expect(await audits('role.change')).toHaveLength(3);
    await expect(change('Picking', { departmentName: 'Packing' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('pay rates', () => {
  it('ask for exactly the days of the person from their day until the next rate', async () => {
    const { siteId, bo, asked, audits } = await setUp();
    const edit = { siteId, employeeId: bo.employeeId, actor: TEST_ACTOR, now: NOW };
    const set = (effectiveFrom: string, amountCents: number, revision?: string) =>
      inTransaction(database, (tx) =>
        setPayRate(tx, { ...edit, revision, rate: { effectiveFrom, payType: 'hourly', amountCents } }),
      );
    expect(await set('2026-03-04', 1500)).toEqual({ requested: 2 });
    expect(await asked()).toEqual(['04 Bo', '05 Bo']);
    await set('2026-03-01', 1400);
    expect(await asked()).toEqual(['02 Bo', '03 Bo']);
    expect(await set('2026-03-01', 1400)).toEqual({ requested: 0 });
    const seen = revisionOf({ effectiveFrom: '2026-03-01', payType: 'hourly', amountCents: 1400 });
    await set('2026-03-01', 1450, seen);
    await expect(set('2026-03-01', 1460, seen)).rejects.toMatchObject({ code: 'CONFLICT' });
    await asked();
    const remove = (effectiveFrom: string) =>
      inTransaction(database, (tx) => removePayRate(tx, { ...edit, effectiveFrom }));
    await remove('2026-03-04');
    expect(await asked()).toEqual(['04 Bo', '05 Bo']);
    await expect(remove('2026-03-04')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await audits('payrate.set')).toHaveLength(3);
    expect(await audits('payrate.remove')).toMatchObject([{ entityId: String(bo.employeeId) }]);
    const other = await setUp();
    await expect(
      inTransaction(database, (tx) =>
        removePayRate(tx, { ...edit, siteId: other.siteId, effectiveFrom: '2026-03-01' }),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('updateSite', () => {
  it('recalculates all days for what all scores depend on, and nothing else', async () => {
    const { scene, siteId, audits } = await setUp();
    const change = (changes: Parameters<typeof updateSite>[1]['changes'], revision?: string) =>
      inTransaction(database, (tx) =>
        updateSite(tx, { site: scene.site, changes, revision, actor: TEST_ACTOR, now: NOW }),
      );
    expect(await change({ name: 'North', weekStart: 7, settings: { queueLimit: 200 } })).toEqual({
      recalculationId: null,
    });
    expect(await change({ name: 'North' })).toEqual({ recalculationId: null });
    const revision = revisionOf(shownSite(await scene.current()));
    const { recalculationId } = await change({ defaultHourlyCents: 1500, settings: { minOpenHours: 5 } }, revision);
    const orders = await database.select().from(recalculations).where(eq(recalculations.siteId, siteId));
    expect(orders).toMatchObject([{ id: recalculationId, fromDay: '2026-03-01', toDay: '2026-03-05', roleId: null }]);
    expect(await scene.current()).toMatchObject({
      name: 'North',
      defaultHourlyCents: 1500,
      settings: { minOpenHours: 5, maxOpenHours: 14, queueLimit: 200 },
    });
    await expect(change({ name: 'South' }, revision)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(change({ timeZone: 'Nowhere/Land' })).rejects.toThrow();
    await expect(change({ dayStart: '12:30' })).rejects.toThrow();
    expect(await audits('site.change')).toMatchObject([
      { before: { name: 'Test warehouse', queueLimit: 300 }, after: { name: 'North', queueLimit: 200 } },
      { before: { defaultHourlyCents: 1300 }, after: { minOpenHours: 5 } },
    ]);
  });

  it('dates the daily goal from today', async () => {
    const { scene, siteId } = await setUp();
    const change = (dailyGoalItems: number | null) =>
      inTransaction(database, (tx) =>
        updateSite(tx, { site: scene.site, changes: { dailyGoalItems }, actor: TEST_ACTOR, now: NOW }),
      );
    expect(await change(500)).toEqual({ recalculationId: null });
    await change(600);
    const goals = await database
      .select()
      .from(siteGoals)
      .where(eq(siteGoals.siteId, siteId))
      .orderBy(siteGoals.validFrom);
    expect(goals.map((goal) => [goal.validFrom, goal.dailyGoalItems])).toEqual([
      ['2000-01-01', null],
      ['2026-03-08', 600],
    ]);
  });
});
