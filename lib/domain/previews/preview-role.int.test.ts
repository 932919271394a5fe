import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { roleConfigVersions } from '@/lib/db/schema/role-configs';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { setRoleVersion } from '@/lib/domain/roles/mutations';
import type { RolePreviewOrder } from '@/lib/domain/roles/schema';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { previewRole } from './preview-role';

const database = openTestDatabase();
const NOW = winterTime('2026-03-08 12:00');

/**
 * Ada, 06:00 to 14:00 on two days, picks 50 items 07:00 to 07:10. Threshold floor(50 x 3780 / 200) = 945 s: idle 900 to 3600
 * and 4200 + 945 = 5145 to 27900, so 28800 - 2700 - 22755 = 3345 s active a day. Somebody unknown picks 5 on the second day.
 */
async function setUp() {
  const scene = await DayScene.create(database);
  const ada = await scene.person('Ada');
  const days = ['2026-03-02', '2026-03-03'];
  for (const day of days) {
    await scene.punch(ada, winterTime(`${day} 06:00`), winterTime(`${day} 14:00`));
    await scene.scan(ada, 'Picking', 50, winterTime(`${day} 07:00`));
  }
  const stranger = { employeeId: null, identityId: await scene.login('unmapped') };
  await scene.scan(stranger, 'Picking', 5, winterTime('2026-03-03 09:00'));
  await scene.request([UNMAPPED_WORK, ada.employeeId], days);
  await scene.drain(NOW);
  const roleId = scene.roleId('Picking');
  const preview = (order: RolePreviewOrder, isWithPay = false) =>
    previewRole(database, { site: scene.site, roleId, order, isWithPay, now: NOW });
  return { scene, ada, roleId, preview };
}

const VALUES = { multiplier: 2, expectedPerHour: 100, idleThresholdMinutes: 15, monthlyTargetPoints: 22_000 };
const EDIT = { kind: 'set', validFrom: '2026-03-03', values: VALUES, isAsIfAlways: false } as const;

describe('previewRole', () => {
  it('scores the days by both sets of values, from the day the new ones count', async () => {
    const { ada, roleId, preview } = await setUp();
    // With 100 an hour the threshold is 1890 s: idle from 6090, so 28800 - 2700 - 21810 = 4290 s active on the second day.
    expect(await preview(EDIT)).toEqual({
      asOf: '2026-03-08T18:00:00Z',
      from: '2026-02-07',
      to: '2026-03-08',
      personDays: 2,
      changedPersonDays: 1,
      requested: 2,
      rescored: null,
      recalculationSeconds: null,
      total: {
        points: { before: 100, after: 150 },
        finishedItems: { before: 0, after: 0 },
        efficiency: { before: 6_690 / 57_600, after: 7_635 / 57_600 },
        targetShare: { before: 100 / 3_200, after: 100 / 2_400 },
      },
      departments: [
        {
          roleId,
          department: 'Picking',
          colour: 1,
          points: { before: 105, after: 160 },
          targetShare: { before: 100 / 3_200, after: 100 / 2_400 },
        },
      ],
      days: [{ day: '2026-03-03', points: { before: 50, after: 100 }, finishedItems: { before: 0, after: 0 } }],
      people: [
        {
          employeeId: ada.employeeId,
          name: 'Ada',
          days: 2,
          changedDays: 1,
          points: { before: 100, after: 150 },
          efficiency: { before: 6_690 / 57_600, after: 7_635 / 57_600 },
        },
      ],
    });
  });

  it('can say what the values would have done on all of the days', async () => {
    const { preview } = await setUp();
    const whole = await preview({ ...EDIT, isAsIfAlways: true });
    expect(whole).toMatchObject({
      changedPersonDays: 2,
      requested: 2,
      total: { points: { before: 100, after: 200 }, efficiency: { before: 6_690 / 57_600, after: 8_580 / 57_600 } },
      departments: [{ points: { before: 105, after: 210 } }],
    });
  });

  it('writes nothing, and saving does what it said', async () => {
    const { scene, ada, roleId, preview } = await setUp();
    const said = await preview(EDIT);
    const siteId = scene.site.id;
    const versions = () => database.$count(roleConfigVersions, eq(roleConfigVersions.roleId, roleId));
    const waiting = () => database.$count(scoreRequests, eq(scoreRequests.siteId, siteId));
    expect([await versions(), await waiting()]).toEqual([1, 0]);
    const { validFrom, values } = EDIT;
    const saved = await inTransaction(database, (tx) =>
      setRoleVersion(tx, { site: scene.site, roleId, validFrom, values, actor: TEST_ACTOR, now: NOW }),
    );
    expect(saved).toEqual({ requested: said.requested });
    await scene.drain(NOW);
    const after = await preview({ ...EDIT, validFrom: '2026-03-08' });
    expect(after.total).toEqual({
      points: { before: 150, after: 150 },
      finishedItems: { before: 0, after: 0 },
      efficiency: { before: 7_635 / 57_600, after: 7_635 / 57_600 },
      targetShare: { before: 100 / 2_400, after: 100 / 2_400 },
    });
    expect(after.people).toEqual([]);
    expect(ada.employeeId).toBeGreaterThan(0);
  });

  it('tells of finished items and the recalculation for what has no date, and of pay to those who may see it', async () => {
    const { preview } = await setUp();
    const changes = await preview({ kind: 'changes', changes: { isFinishing: true } }, true);
    expect(changes).toMatchObject({
      requested: 4,
      rescored: { from: '2026-03-02', to: '2026-03-03' },
      total: { finishedItems: { before: 0, after: 100 }, labourCents: { before: 20_800, after: 20_800 } },
    });
    expect(changes.recalculationSeconds).toBeGreaterThan(0);
    expect(await preview({ kind: 'changes', changes: { roleName: 'Gatherer' } })).toMatchObject({
      requested: 0,
      recalculationSeconds: null,
      changedPersonDays: 0,
    });
  });

  it('takes no time for efficiency of somebody without a clock', async () => {
    const { scene, preview } = await setUp();
    const contractor = await scene.person('Cy', { isContractor: true });
    await scene.scan(contractor, 'Picking', 30, winterTime('2026-03-02 07:00'), 3_600);
    await scene.request([contractor.employeeId], ['2026-03-02']);
    await scene.drain(NOW);
    const { total, people } = await preview({ ...EDIT, isAsIfAlways: true });
    expect(total.efficiency.before).toBe(6_690 / 57_600);
    expect(total.points).toEqual({ before: 130, after: 260 });
    expect(people.map(({ name, efficiency }) => [name, efficiency.after])).toEqual([
      ['Ada', 8_580 / 57_600],
      ['Cy', null],
    ]);
  });

  it('refuses what saving would refuse', async () => {
    const { preview } = await setUp();
    const conflict = { code: 'CONFLICT' };
    await expect(preview({ ...EDIT, revision: 'another' })).rejects.toMatchObject(conflict);
    await expect(preview({ kind: 'remove', validFrom: '2000-01-01' })).rejects.toMatchObject(conflict);
    await expect(preview({ kind: 'changes', changes: { departmentName: 'Packing' } })).rejects.toMatchObject(conflict);
    await expect(preview({ kind: 'remove', validFrom: '2026-03-03' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
