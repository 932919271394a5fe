import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { moves } from '@/lib/db/schema/attention';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs } from '@/lib/db/schema/role-configs';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { readFlow } from './facts';
import { loadFlow, loadFlowHistory } from './loaders';
import { storeMove } from './mutations';
import { hourlyWorkStatement } from './queries/get-hourly-work';
import { itemsByRoleStatement } from './queries/get-items-by-role';
import { lastScansStatement } from './queries/get-last-scans';
import { presenceFactsStatement } from './queries/get-presence-facts';
import { recentWorkStatement } from './queries/get-recent-work';
import { skillsStatement } from './queries/get-skills';
import { runMeasureMoves } from './run-measure-moves';
import { flowHistory, flowNow } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
const NOON = at('12:00');

/** Labeling cannot keep up with Picking at noon. */
async function jammedFloor() {
  const scene = await DayScene.create(database);
  const [ana, bo, cy, dee, eve, fay, gus] = [
    await scene.person('Ana'),
    await scene.person('Bo'),
    await scene.person('Cy'),
    await scene.person('Dee'),
    await scene.person('Eve'),
    await scene.person('Fay'),
    await scene.person('Gus'),
  ];
  const unlinked = { employeeId: null, identityId: await scene.login('unmapped') };
  const ignored = { employeeId: null, identityId: await scene.login('ignored') };
  for (const person of [ana, bo, cy, dee, eve]) await scene.punch(person, at('06:00'), null);
  await scene.punch(fay, at('06:00'), at('11:50'));
  await scene.punch(gus, at('06:00'), at('09:00'));
  await scene.pause(eve, at('11:30'), null);

  await scene.scan(ana, 'Picking', 200, at('08:00'));
  await scene.scan(ana, 'Picking', 40, at('11:40'));
  await scene.scan(bo, 'Picking', 30, at('11:45'));
  await scene.scan(cy, 'Picking', 20, at('11:05'));
  await scene.scan(dee, 'Labeling', 90, at('08:10'));
  await scene.scan(dee, 'Labeling', 10, at('11:35'));
  await scene.scan(eve, 'Labeling', 8, at('11:10'));
  await scene.scan(fay, 'Labeling', 4, at('11:32'));
  await scene.scan(unlinked, 'Labeling', 6, at('11:40'));
  await scene.scan(ignored, 'Labeling', 100, at('11:40'));
  await scene.scan(gus, 'Heat Press', 12, at('08:00'));

  // Who was at Labeling before: Bo 50 an hour, Ana 30 an hour 27 days ago, Cy too long ago.
  const before = async (who: typeof ana, items: number, day: string) => {
    await scene.punch(who, at('06:00', day), at('07:00', day));
    await scene.scan(who, 'Labeling', items, at('06:10', day));
    await scene.request([who.employeeId], [day]);
  };
  await before(bo, 50, '2026-03-02');
  await before(ana, 30, '2026-02-04');
  await before(cy, 90, '2026-02-03');
  const everybody = [ana, bo, cy, dee, eve, fay, gus];
  await scene.request([...everybody.map((one) => one.employeeId), 0], [TODAY]);
  await scene.drain(NOON);
  return { scene, site: scene.site, ana, bo, cy, dee, eve, fay, gus };
}

describe('the flow now', () => {
  it('is as worked out by hand', async () => {
    const { site, ana, bo, cy } = await jammedFloor();
    const flow = await loadFlow(site, NOON);
    expect(() => flowNow.parse(flow)).not.toThrow();
    expect(flow).toMatchObject({ date: TODAY, state: 'live', clockedIn: 5, onBreak: 1, primary: 'Labeling' });
    const [picking, labeling, film, heat, packing] = flow.departments;
    // Ana 40 and Bo 30 in the last 30 minutes; Cy's scan ended 45 minutes ago, which makes a worker, not an output.
    expect(picking).toEqual({
      department: 'Picking',
      colour: 1,
      status: 'flowing',
      severity: null,
      cause: null,
      workers: 3,
      output: 70,
      rate: 140,
      inRate: null,
      growth: null,
      queue: 0,
      itemsToday: 290,
      minutesSinceLastScan: 5,
      forecast: null,
    });
    // Dee 10, Fay 4 who has left, an unlinked login 6; Eve is on a break and scanned 40 minutes ago.
    expect(labeling).toMatchObject({
      status: 'critical',
      severity: 'critical',
      workers: 3,
      output: 20,
      rate: 40,
      inRate: 140,
      growth: 100,
      itemsToday: 118,
      queue: 172,
      minutesSinceLastScan: 10,
      forecast: { hours: 1.28, isSoon: true }, // 128 / 100
    });
    expect(film).toMatchObject({ status: 'not_started', growth: 40, queue: 118, minutesSinceLastScan: null });
    expect(heat).toMatchObject({ status: 'idle', queue: 0, itemsToday: 12, minutesSinceLastScan: 230 });
    expect(packing).toMatchObject({ status: 'not_started', workers: 0 });
    // Who moves away from Picking also stops feeding Labeling: 100 - 2 x 30 - 50 and 100 - 2 x 40 - 30.
    expect(flow.suggestions.map((one) => [one.employeeId, one.from, one.itemsPerHour, one.expected.growth])).toEqual([
      [bo.employeeId, 'Picking', 50, -10],
      [ana.employeeId, 'Picking', 30, -10],
      [cy.employeeId, 'Picking', null, null],
    ]);
    expect(flow.suggestions[0]?.reason).toBe(
      '50 items an hour at Labeling in the last 28 days; Picking keeps 2 people.',
    );
    expect(flow.suggestions[2]?.reason).toContain('No work at Labeling');
  });

  it('suggests nobody who is archived', async () => {
    const { site, bo } = await jammedFloor();
    await database.update(employees).set({ archivedAt: NOON }).where(eq(employees.id, bo.employeeId));
    const flow = await loadFlow(site, NOON);
    expect(flow.suggestions.map((one) => one.name)).toEqual(['Ana', 'Cy']);
    expect(flow.departments[0]?.workers).toBe(3);
  });

  it('is stopped when everybody left a department within the hour, idle when nobody is at the site', async () => {
    const scene = await DayScene.create(database);
    const [ann, ben] = [await scene.person('Ann'), await scene.person('Ben')];
    await scene.punch(ann, at('06:00'), at('11:05'));
    await scene.punch(ben, at('06:00'), at('11:45'));
    await scene.scan(ann, 'Picking', 10, at('10:55'));
    await scene.request([ann.employeeId, ben.employeeId], [TODAY]);
    await scene.drain(at('11:40'));
    const statusAt = async (time: string) => (await readFlow(database, scene.site, at(time))).departments[0]?.status;
    expect(await statusAt('11:40')).toBe('stopped');
    await scene.request([ben.employeeId], [TODAY]);
    await scene.drain(at('11:50'));
    expect(await statusAt('11:50')).toBe('idle');
  });

  it('knows who works past midnight by the output alone: their scans belong to the day of the shift', async () => {
    const scene = await DayScene.create(database);
    const nia = await scene.person('Nia');
    await scene.punch(nia, at('22:00', '2026-03-02'), null);
    await scene.scan(nia, 'Picking', 10, at('01:00'));
    await scene.request([nia.employeeId], ['2026-03-02', TODAY]);
    await scene.drain(at('01:20'));
    const soon = await readFlow(database, scene.site, at('01:20'));
    expect(soon.present).toHaveLength(1);
    expect(soon.departments[0]).toMatchObject({ workers: 1, rate: 20, itemsToday: 0, status: 'flowing' });
    const later = await readFlow(database, scene.site, at('01:50'));
    expect(later.departments[0]).toMatchObject({ workers: 0, status: 'not_started' });
  });

  it('has departments without anything on an empty site, and none that are not active', async () => {
    const { site } = await DayScene.create(database);
    await database
      .update(roleConfigs)
      .set({ isActive: false })
      .where(and(eq(roleConfigs.siteId, site.id), eq(roleConfigs.departmentName, 'Labeling')));
    const flow = await loadFlow(site, NOON);
    expect(flow.departments.map((one) => [one.department, one.colour, one.status])).toEqual([
      ['Picking', 1, 'not_started'],
      ['Film Matching', 3, 'not_started'],
      ['Heat Press', 4, 'not_started'],
      ['Packing', 5, 'not_started'],
    ]);
    expect(flow).toMatchObject({ primary: null, suggestions: [], moves: [], clockedIn: 0 });
  });
});

describe('moves', () => {
  it('are stored with where the person was, audited, shown, and refused a second time', async () => {
    const { site, bo } = await jammedFloor();
    const input = { employeeId: bo.employeeId, to: 'Labeling' };
    const move = await storeMove(database, site, input, TEST_ACTOR, NOON);
    expect(move).toMatchObject({ from: 'Picking', to: 'Labeling' });
    await expect(storeMove(database, site, input, TEST_ACTOR, NOON + 60)).rejects.toMatchObject({ code: 'CONFLICT' });
    const [event] = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, site.id), eq(auditEvents.action, 'move.create')));
    expect(event).toMatchObject({
      entityId: String(move.id),
      before: { department: 'Picking' },
      after: { employeeId: bo.employeeId, department: 'Labeling' },
    });
    await invalidateTags([tags.moves(site.id)]);
    expect((await loadFlow(site, NOON)).moves).toEqual([
      {
        id: move.id,
        employeeId: bo.employeeId,
        name: 'Bo',
        from: 'Picking',
        to: 'Labeling',
        movedBy: TEST_ACTOR.id,
        movedAt: toIsoInstant(NOON),
        measuredAt: null,
        effect: null,
      },
    ]);
  });

  it('are refused for who is not there, is there already, or goes nowhere', async () => {
    const { site, dee, gus } = await jammedFloor();
    const other = await DayScene.create(database);
    const stranger = await other.person('Stranger');
    const attempt = (employeeId: number, to: string) => storeMove(database, site, { employeeId, to }, TEST_ACTOR, NOON);
    await expect(attempt(gus.employeeId, 'Labeling')).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(attempt(dee.employeeId, 'Labeling')).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(attempt(dee.employeeId, 'Nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(attempt(stranger.employeeId, 'Labeling')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await database.select().from(moves).where(eq(moves.siteId, site.id))).toEqual([]);
  });

  it('are measured once, 30 minutes later', async () => {
    const { scene, site, bo, dee } = await jammedFloor();
    await storeMove(database, site, { employeeId: bo.employeeId, to: 'Labeling' }, TEST_ACTOR, NOON);
    await scene.scan(bo, 'Labeling', 25, at('12:05'));
    await scene.scan(dee, 'Labeling', 12, at('12:10'));
    await scene.scan(dee, 'Labeling', 99, at('12:25')); // ends at 12:35
    expect(await runMeasureMoves(database, site, at('12:29'))).toEqual({ measured: 0 });
    expect(await runMeasureMoves(database, site, at('12:33'))).toEqual({ measured: 1 });
    expect(await runMeasureMoves(database, site, at('12:38'))).toEqual({ measured: 0 });
    const [stored] = await database.select().from(moves).where(eq(moves.siteId, site.id));
    expect(stored).toMatchObject({
      measuredAt: at('12:33'),
      effect: {
        rateBefore: 40,
        rateAfter: 74, // 25 + 12
        growthBefore: 100,
        growthAfter: -74,
        fromRateBefore: 140,
        fromRateAfter: 0,
        personRate: 50,
      },
    });
  });
});

describe('the history of the flow', () => {
  it('has people and items per hour and marks what the department before outran', async () => {
    const { site } = await jammedFloor();
    const history = await loadFlowHistory(site, { hours: 5 }, NOON);
    expect(() => flowHistory.parse(history)).not.toThrow();
    expect(history.hours).toEqual(['08:00', '09:00', '10:00', '11:00', '12:00'].map((hour) => toIsoInstant(at(hour))));
    const cellsOf = (department: string) =>
      history.departments
        .find((one) => one.department === department)
        ?.cells.map((cell) => [cell.items, cell.people, cell.unmappedItems, cell.isMarked]);
    expect(cellsOf('Picking')).toEqual([
      [200, 1, 0, false],
      [0, 0, 0, false],
      [0, 0, 0, false],
      [90, 3, 0, false],
      [0, 0, 0, false],
    ]);
    // 200 > 1.2 x 90; 90 > 1.2 x 28
    expect(cellsOf('Labeling')).toEqual([
      [90, 1, 0, true],
      [0, 0, 0, false],
      [0, 0, 0, false],
      [28, 3, 6, true],
      [0, 0, 0, false],
    ]);
    expect(history.departments.map((one) => one.markedHours)).toEqual([0, 2, 2, 0, 1]);
  });

  it('has the repeated hour twice on the day the clocks go back', async () => {
    const { site } = await DayScene.create(database);
    const history = await loadFlowHistory(site, { hours: 4 }, Date.parse('2026-11-01T09:30:00Z') / 1000);
    expect(history.hours).toEqual([
      '2026-11-01T06:00:00Z',
      '2026-11-01T07:00:00Z',
      '2026-11-01T08:00:00Z',
      '2026-11-01T09:00:00Z',
    ]);
  });
});

describe('what the flow costs', () => {
  it('is seven statements, whatever the number of people, six while every department scans', async () => {
    const { scene, site, ana } = await jammedFloor();
    const uncached = await recordStatements(() => loadFlow(site, NOON));
    expect(uncached.statements).toHaveLength(7);
    for (const department of ['Film Matching', 'Heat Press', 'Packing'])
      await scene.scan(ana, department, 1, at('11:20'));
    await scene.request([ana.employeeId], [TODAY]);
    await scene.drain(NOON);
    await invalidateTags([tags.masterData(site.id)]);
    const busy = await recordStatements(() => loadFlow(site, NOON));
    expect(busy.statements).toHaveLength(6);
    expect(busy.result.departments.map((one) => one.minutesSinceLastScan)).toEqual([5, 10, 30, 30, 30]);
    const cached = await recordStatements(() => loadFlow(site, NOON));
    expect(cached).toEqual({ result: busy.result, statements: [] });
    expect((await recordStatements(() => loadFlowHistory(site, { hours: 24 }, NOON))).statements).toHaveLength(2);
  });

  it('reads no table of facts whole, and scans from the covering index alone', async () => {
    const { scene, site, ana, bo } = await jammedFloor();
    await fillHistory(database, site.id);
    const span = { siteId: site.id, from: NOON - 3_600, to: NOON };
    const days = { from: '2026-03-01', to: TODAY };
    const statements = {
      recent: recentWorkStatement(span),
      last: lastScansStatement({ ...span, from: at('00:00') }),
      items: itemsByRoleStatement(site.id, TODAY),
      presence: presenceFactsStatement({ siteId: site.id, now: NOON, days, factsFrom: at('00:00', '2026-02-28') }),
      skills: skillsStatement({
        siteId: site.id,
        roleId: scene.roleId('Labeling'),
        employeeIds: [ana.employeeId, bo.employeeId],
        from: '2026-02-04',
        to: TODAY,
      }),
      hours: hourlyWorkStatement({ siteId: site.id, days, from: NOON - 86_400, to: NOON }),
    };
    for (const [name, statement] of Object.entries(statements)) {
      const plan = await planOf(database, statement);
      expect(plan.length, name).toBeGreaterThan(0);
      expect(wholeReads(plan, ['e']), name).toEqual([]);
      if (name !== 'recent' && name !== 'last') continue;
      expect(plan.find((step) => step.table === 'a')).toMatchObject({
        key: 'ix_activity_logs_window_end',
        Extra: expect.stringContaining('Using index'),
      });
    }
  });
});
