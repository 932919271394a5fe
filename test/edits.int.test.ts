import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { achievements } from '@/lib/db/schema/gamification';
import { recalculations } from '@/lib/db/schema/recalculations';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { removePayRate, setPayRate } from '@/lib/domain/payrates/mutations';
import { runRecalculate } from '@/lib/domain/recalculation/run';
import { removeRoleVersion, setRoleValues, setRoleVersion } from '@/lib/domain/roles/mutations';
import { runRollUp } from '@/lib/domain/rollups/run';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { updateSite } from '@/lib/domain/sites/mutations';
import type { SiteChanges } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { openTestDatabase, TEST_ACTOR } from './database';
import { DayScene, winterTime } from './day-scene';
import { derivedRows, expectSumsToHold, sumsOfMonth } from './derived-rows';

const database = openTestDatabase();
const RUNS = Number(process.env.EDIT_RUNS ?? 6);
const FIRST = '2026-03-02';
const LAST = '2026-03-06';
const MONTH = '2026-03-01';
/** Sunday 2026-03-08: the clocks jump. */
const NOW = winterTime('2026-03-08 12:00');
const DEPARTMENTS = ['Picking', 'Heat Press', 'Packing'] as const;

const dayArb = fc.integer({ min: -2, max: 7 }).map((days) => addDays(FIRST, days));
const departmentArb = fc.constantFrom(...DEPARTMENTS);
const personArb = fc.nat(2);

/** What an admin does, and when the worker gets round to it. */
type Edit =
  | {
      do: 'version';
      department: string;
      day: string;
      multiplier: number;
      pace: number;
      idle: number;
      target: number | null;
    }
  | { do: 'dropVersion'; department: string; day: string }
  | { do: 'role'; department: string; changes: object }
  | { do: 'pay'; person: number; day: string; payType: 'hourly' | 'salary'; cents: number }
  | { do: 'dropPay'; person: number; day: string }
  | { do: 'site'; changes: SiteChanges }
  | { do: 'drain' | 'recalculate' | 'rollUp' };

const editArb: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('version' as const),
      department: departmentArb,
      day: dayArb,
      multiplier: fc.constantFrom(0, 0.125, 1, 2.5),
      pace: fc.constantFrom(0, 60, 133.5, 400),
      idle: fc.constantFrom(1, 15, 40),
      target: fc.constantFrom(null, 0, 300, 4400),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('dropVersion' as const), department: departmentArb, day: dayArb }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('role' as const),
      department: departmentArb,
      changes: fc.record(
        {
          roleType: fc.constantFrom('batch', 'continuous'),
          flowOrder: fc.nat(6),
          isFinishing: fc.boolean(),
          isActive: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      person: personArb,
      day: dayArb,
      payType: fc.constantFrom('hourly' as const, 'salary' as const),
      cents: fc.constantFrom(0, 1500, 270_400),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dropPay' as const), person: personArb, day: dayArb }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('site' as const),
      changes: fc.oneof(
        fc.record({ timeZone: fc.constantFrom('America/Chicago', 'Asia/Kolkata', 'Pacific/Auckland') }),
        fc.record({ dayStart: fc.constantFrom('00:00', '06:30', '12:00') }),
        fc.record({ defaultHourlyCents: fc.constantFrom(1300, 1750) }),
        fc.record({ dailyGoalItems: fc.constantFrom(null, 10, 50) }),
        fc.record({
          settings: fc.record(
            {
              maxOpenHours: fc.constantFrom(6, 14),
              chainGapHours: fc.constantFrom(0.5, 2),
              salaryHoursPerDay: fc.constantFrom(7.5, 8),
              targetDaysPerMonth: fc.constantFrom(2, 22),
            },
            { requiredKeys: [] },
          ),
        }),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('drain' as const, 'recalculate' as const, 'rollUp' as const) }),
  },
);

/** Three people over five days: day shifts, a night past midnight, a forgotten punch, breaks, work without a clock. */
async function floorWithWork() {
  const scene = await DayScene.create(database);
  const people = [await scene.person('Ada'), await scene.person('Bo'), await scene.person('Cleo')];
  const [ada, bo, cleo] = people;
  const stranger = { employeeId: null, identityId: await scene.login('unmapped') };
  if (ada === undefined || bo === undefined || cleo === undefined) throw new Error('nobody there');
  for (const [index, day] of daysFromTo(FIRST, LAST).entries()) {
    const at = (time: string) => winterTime(`${day} ${time}`);
    await scene.punch(ada, at('06:00'), at('14:00'));
    await scene.pause(ada, at('10:00'), at('10:30'));
    await scene.punch(bo, at('22:00'), index === 2 ? null : at('22:00') + 7 * 3600);
    for (let scan = 0; scan < 5; scan++) {
      const department = DEPARTMENTS[(scan + index) % 3] ?? 'Picking';
      await scene.scan(ada, department, 20 + 7 * scan, at('06:10') + scan * 5400);
      await scene.scan(bo, department, 15 + scan, at('22:10') + scan * 4500);
      await scene.scan(cleo, scan === 0 ? null : department, 9 + index, at('07:00') + scan * 1200);
    }
    await scene.scan(stranger, 'Packing', 4, at('13:00'));
  }
  const everybody = [UNMAPPED_WORK, ...people.map((person) => person.employeeId)];
  const everything = () => scene.request(everybody, daysFromTo(addDays(FIRST, -3), addDays(LAST, 4)));
  await everything();
  await scene.drain(NOW);
  // What the edits change has been summed up.
  await runRollUp(database, scene.site, NOW);
  const recalculate = () =>
    runRecalculate({
      db: database,
      site: scene.site,
      clock: { now: () => NOW },
      log: getLogger(),
      drain: () => scene.drain(NOW),
      pause: () => Promise.reject(new Error('nobody else drains here')),
    });
  return { scene, people, everything, recalculate };
}

/** Everything derived from the facts of a site, and the awards that follow from it. */
async function derived({ site }: DayScene) {
  const awards = await database
    .select({ who: achievements.employeeId, key: achievements.achievementKey, period: achievements.periodKey })
    .from(achievements)
    .where(eq(achievements.siteId, site.id));
  return { ...(await derivedRows(database, site.id)), awards: awards.map((award) => JSON.stringify(award)).sort() };
}

async function apply(bench: Awaited<ReturnType<typeof floorWithWork>>, edit: Edit): Promise<void> {
  const { scene, people } = bench;
  const site = await scene.current();
  const base = { site, actor: TEST_ACTOR, now: NOW };
  const ofRole = (department: string) => ({ ...base, roleId: scene.roleId(department) });
  const ofPerson = (person: number) => ({
    siteId: site.id,
    employeeId: people[person]?.employeeId ?? 0,
    actor: TEST_ACTOR,
    now: NOW,
  });
  if (edit.do === 'drain') return void (await scene.drain(NOW));
  if (edit.do === 'recalculate') return void (await bench.recalculate());
  if (edit.do === 'rollUp') return void (await runRollUp(database, site, NOW));
  await inTransaction(database, async (tx): Promise<unknown> => {
    switch (edit.do) {
      case 'version':
        return setRoleVersion(tx, {
          ...ofRole(edit.department),
          validFrom: edit.day,
          values: {
            multiplier: edit.multiplier,
            expectedPerHour: edit.pace,
            idleThresholdMinutes: edit.idle,
            monthlyTargetPoints: edit.target,
          },
        });
      case 'dropVersion':
        return removeRoleVersion(tx, { ...ofRole(edit.department), validFrom: edit.day });
      case 'role':
        return setRoleValues(tx, { ...ofRole(edit.department), changes: edit.changes });
      case 'pay': {
        const rate = { effectiveFrom: edit.day, payType: edit.payType, amountCents: edit.cents };
        return setPayRate(tx, { ...ofPerson(edit.person), rate });
      }
      case 'dropPay':
        return removePayRate(tx, { ...ofPerson(edit.person), effectiveFrom: edit.day });
      case 'site':
        return updateSite(tx, { ...base, changes: edit.changes });
    }
  }).catch((error: unknown) => {
    // Taking away what is not there is refused.
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
  });
}

describe('edits of what scores depend on', () => {
  it(
    'leave every derived row equal to a fresh scoring of everything, whatever is edited in whatever order',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(editArb, { minLength: 1, maxLength: 12 }), async (edits) => {
          const bench = await floorWithWork();
          const { scene } = bench;
          for (const edit of edits) await apply(bench, edit);
          await scene.drain(NOW);
          await bench.recalculate();
          const waiting = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, scene.site.id));
          expect(waiting).toEqual([]);
          const orders = await database.select().from(recalculations).where(eq(recalculations.siteId, scene.site.id));
          expect(orders.filter((order) => order.status !== 'done')).toEqual([]);
          const site = await scene.current();
          const kept = await derived(scene);
          await expectSumsToHold(database, site, NOW);
          await runRollUp(database, site, NOW);
          const sums = await sumsOfMonth(database, site.id, MONTH);
          await bench.everything();
          await scene.drain(NOW);
          expect(kept).toEqual(await derived(scene));
          await runRollUp(database, site, NOW);
          expect(sums).toEqual(await sumsOfMonth(database, site.id, MONTH));
          expect(sums.map((rows) => rows.length)).not.toContain(0);
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 30_000,
  );
});
