import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { recalculations } from '@/lib/db/schema/recalculations';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { getLogger } from '@/lib/platform/log/log';
import { businessDayInterval, daysFromTo } from '@/lib/platform/time/business-day';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { cancelRecalculation, queueRecalculation } from './mutations';
import { prepareRecalculation } from './prepare';
import { dayPeopleStatement } from './queries/get-day-people';
import { getEstimate, personDayCountStatement } from './queries/get-estimate';
import { getRecalculations } from './queries/get-recalculations';
import { getSiteSpan, siteSpanStatement } from './queries/get-site-span';
import { type RecalculateOptions, runRecalculate } from './run';

const database = openTestDatabase();
const NOW = winterTime('2026-03-08 12:00');
const FROM = '2026-01-05';
const TO = '2026-02-20';

/** Twelve people with a shift and a scan on each of 47 days, nothing scored yet. */
async function setUp() {
  const scene = await DayScene.create(database);
  const siteId = scene.site.id;
  for (let index = 0; index < 12; index++) {
    const person = await scene.person(`Person ${index}`);
    for (const day of daysFromTo(FROM, TO)) {
      await scene.punch(person, winterTime(`${day} 06:00`), winterTime(`${day} 07:00`));
      await scene.scan(person, 'Packing', 1, winterTime(`${day} 06:10`));
    }
  }
  const order = (more: object = {}) =>
    queueRecalculation(database, {
      site: scene.site,
      from: FROM,
      to: TO,
      reason: 'a test',
      actor: TEST_ACTOR,
      now: NOW,
      ...more,
    });
  const run = (more: Partial<RecalculateOptions> = {}) =>
    runRecalculate({
      db: database,
      site: scene.site,
      clock: { now: () => NOW },
      log: getLogger(),
      drain: () => scene.drain(NOW),
      pause: () => Promise.reject(new Error('nobody else drains here')),
      ...more,
    });
  const shown = async () =>
    (await getRecalculations(database, { siteId, limit: 10 })).map((row) => prepareRecalculation(row, NOW));
  const scored = () => database.$count(dailyScores, eq(dailyScores.siteId, siteId));
  return { scene, siteId, order, run, shown, scored };
}

class Killed extends Error {}

describe('runRecalculate', () => {
  it('scores every person-day of the range from facts alone, in steps, and says how far it is', async () => {
    const { order, run, shown, scored, scene } = await setUp();
    await order({ direction: 'oldest_first' });
    const progress: number[] = [];
    const steps: number[] = [];
    const result = await run({
      drain: async () => {
        steps.push(await database.$count(scoreRequests, eq(scoreRequests.siteId, scene.site.id)));
        await scene.drain(NOW);
        progress.push((await shown())[0]?.progress ?? 0);
      },
    });
    // 47 days of 12 people and the day's unmapped work.
    expect(result).toEqual({ finished: 1, personDays: 47 * 13 });
    expect(await scored()).toBe(47 * 12);
    expect(Math.max(...steps)).toBeLessThanOrEqual(500 + 13);
    expect(steps.filter((waiting) => waiting > 0).length).toBe(2);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(await shown()).toMatchObject([
      {
        status: 'done',
        progress: 1,
        stages: {
          request: { daysDone: 47, daysTotal: 47 },
          drain: { done: 47 * 13, failed: 0, total: 47 * 13 },
          awards: { done: 47 * 12, total: 47 * 12 },
        },
      },
    ]);
    expect(await run()).toEqual({ finished: 0, personDays: 0 });
  });

  it('goes on where it stood when its process died, in any stage', async () => {
    const { order, run, shown, scored, scene } = await setUp();
    await order();
    for (let deaths = 0; deaths < 2; deaths++) {
      let drains = 0;
      const dying = run({
        drain: async () => {
          await scene.drain(NOW);
          drains += 1;
          throw new Killed();
        },
      });
      await expect(dying).rejects.toThrow(Killed);
      expect(drains).toBe(1);
      // A killed process leaves no word; the failure that this one noted is taken back.
      await database
        .update(recalculations)
        .set({ status: 'running', error: null, finishedAt: null })
        .where(eq(recalculations.siteId, scene.site.id));
    }
    expect((await shown())[0]?.stages.request.daysDone).toBeGreaterThan(0);
    expect(await run()).toMatchObject({ finished: 1 });
    expect(await scored()).toBe(47 * 12);
    expect(await shown()).toMatchObject([{ status: 'done', stages: { request: { daysDone: 47 } } }]);
  });

  it('stops before its next step when it is cancelled, and keeps what was done', async () => {
    const { order, run, shown, scored, scene, siteId } = await setUp();
    const id = await order();
    const cancel = { siteId, id, actor: TEST_ACTOR, now: NOW };
    await run({
      drain: async () => {
        await scene.drain(NOW);
        await cancelRecalculation(database, cancel);
      },
    });
    expect(await shown()).toMatchObject([{ status: 'cancelled', secondsLeft: null }]);
    expect(await scored()).toBeLessThan(47 * 12);
    await expect(cancelRecalculation(database, cancel)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(cancelRecalculation(database, { ...cancel, siteId: siteId + 1 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const second = await order();
    await cancelRecalculation(database, { ...cancel, id: second });
    expect(await run()).toEqual({ finished: 0, personDays: 0 });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, siteId), eq(auditEvents.entity, 'recalculation')))
      .orderBy(auditEvents.id);
    expect(audit.map((event) => event.action)).toEqual([
      'recalculation.order',
      'recalculation.cancel',
      'recalculation.order',
      'recalculation.cancel',
    ]);
  });

  it('waits while somebody else serves the queue', async () => {
    const { order, run, scored, scene } = await setUp();
    await order({ from: FROM, to: FROM });
    let pauses = 0;
    await run({
      drain: () => Promise.resolve('busy'),
      pause: async () => {
        pauses += 1;
        if (pauses % 2 === 0) await scene.drain(NOW);
      },
    });
    expect(pauses).toBe(4);
    expect(await scored()).toBe(12);
  });

  it('notes what went wrong', async () => {
    const { order, run, shown } = await setUp();
    await order({ from: FROM, to: FROM });
    await expect(run({ drain: () => Promise.reject(new Error('no disk')) })).rejects.toThrow('no disk');
    expect(await shown()).toMatchObject([{ status: 'failed', error: 'no disk' }]);
  });

  it('scores only person-days with the role when it is about one', async () => {
    const { scene, order, run, siteId } = await setUp();
    const picker = await scene.person('Picker');
    await scene.scan(picker, 'Picking', 5, winterTime(`${FROM} 09:00`));
    await scene.request([picker.employeeId], [FROM]);
    await scene.drain(NOW);
    await order({ roleId: scene.roleId('Picking'), to: FROM });
    const asked: number[] = [];
    await run({
      drain: async () => {
        const rows = await database.select().from(scoreRequests).where(eq(scoreRequests.siteId, siteId));
        asked.push(...rows.map((row) => row.employeeId));
        await scene.drain(NOW);
      },
    });
    expect(asked.sort((a, b) => a - b)).toEqual([0, picker.employeeId]);
  });
});

describe('what a recalculation reads', () => {
  it('estimates by what is stored and by the speed of earlier runs', async () => {
    const { scene, siteId, order, run } = await setUp();
    const scope = { siteId, from: FROM, to: TO, roleId: null };
    expect(await getEstimate(database, scope)).toEqual({ days: 47, personDays: 47, seconds: 1 });
    await order();
    await run();
    expect(await getEstimate(database, scope)).toMatchObject({ days: 47, personDays: 47 * 13 });
    await database
      .update(recalculations)
      .set({ startedAt: NOW - 611, finishedAt: NOW })
      .where(eq(recalculations.siteId, siteId));
    expect((await getEstimate(database, scope)).seconds).toBe(611);
    expect(await getEstimate(database, { ...scope, roleId: scene.roleId('Packing'), to: FROM })).toMatchObject({
      personDays: 13,
    });
    expect(await getSiteSpan(database, siteId, scene.site)).toEqual({ from: '2026-01-04', to: TO });
    const empty = await DayScene.create(database);
    expect(await getSiteSpan(database, empty.site.id, empty.site)).toBeNull();

    await database.execute(sql`ANALYZE TABLE daily_scores, data_issues, clock_times, clock_breaks, activity_logs`);
    const interval = businessDayInterval(scene.site, FROM);
    const people = await planOf(database, dayPeopleStatement({ siteId, day: FROM, interval }));
    expect(wholeReads(people)).toEqual([]);
    expect(people).toContainEqual(
      expect.objectContaining({ table: 'clock_times', Extra: expect.stringContaining('Using index') }),
    );
    expect(people).toContainEqual(
      expect.objectContaining({ table: 'activity_logs', Extra: expect.stringContaining('Using index') }),
    );
    expect(wholeReads(await planOf(database, personDayCountStatement(scope)))).toEqual([]);
    expect(wholeReads(await planOf(database, siteSpanStatement(siteId)))).toEqual([]);
  });
});
