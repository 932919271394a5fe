import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { costDaySums } from '@/lib/domain/rollups/days';
import { personRoleSums } from '@/lib/domain/rollups/person-roles';
import { runRollUp } from '@/lib/domain/rollups/run';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { openTestDatabase } from '@/test/database';
import { DayScene } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { loadCosts, loadPersonCosts } from './loaders';
import { paidPeopleStatement } from './queries/get-paid-people';
import { personCostDaysStatement } from './queries/get-person-cost-days';
import { personRoleDaysStatement } from './queries/get-person-role-days';
import { costAnalysis, personCosts } from './schema';
import { at, NOW, paidFloor as paidFloorIn, TODAY, YESTERDAY } from './test-support';

const database = openTestDatabase();
const paidFloor = () => paidFloorIn(database);
describe('the cost of a day', () => {
  it('is as worked out by hand', async () => {
    const { site, sal } = await paidFloor();
    const costs = await loadCosts(site, {}, NOW);
    expect(() => costAnalysis.parse(costs)).not.toThrow();
    expect(costs).toMatchObject({ from: TODAY, to: TODAY, source: 'live', liveDay: TODAY, currency: 'USD' });
    expect(costs).toMatchObject({ defaultHourlyCents: 1_300, compare: 'none', compared: null });
    expect(costs.people.map((one) => [one.name, one.labourCents, one.costPerItemCents, one.hasDefaultRate])).toEqual([
      ['Sal', 11_050, 27.625, false], // $0.276 an item
      ['Una', 5_000, null, false],
      ['Two', 2_600, 17.333, true],
      ['Est', 0, 0, true],
    ]);
    expect(costs.people[0]).toEqual({
      employeeId: sal.employeeId,
      name: 'Sal',
      days: 1,
      estimatedDays: 0,
      items: 400,
      finishedItems: 0,
      paidSeconds: 30_600,
      clockedSeconds: 28_800,
      breakSeconds: 1_800,
      activeSeconds: 21_600,
      labourCents: 11_050,
      activeCents: 7_800,
      idleCents: 2_600,
      breakCents: 650,
      utilization: 0.75,
      chip: 'efficient',
      costPerItemCents: 27.625,
      averageHourlyCents: 1_300,
      hasDefaultRate: false,
      roles: [
        {
          department: 'Heat Press',
          colour: 4,
          items: 400,
          labourCents: 11_050,
          activeCents: 7_800,
          idleCents: 2_600,
          breakCents: 650,
          costPerItemCents: 27.625,
        },
      ],
    });
    const [, una, two, est] = costs.people;
    expect(una).toMatchObject({
      idleCents: 5_000,
      breakCents: 0,
      utilization: 0,
      chip: 'idle',
      averageHourlyCents: 2_500,
    });
    expect(una?.roles).toMatchObject([{ department: null, items: 0, labourCents: 5_000, costPerItemCents: null }]);
    expect(two?.roles).toMatchObject([
      { department: 'Picking', items: 100, labourCents: 1_300, costPerItemCents: 13 },
      { department: 'Packing', items: 50, labourCents: 1_300, costPerItemCents: 26 },
    ]);
    expect(est).toMatchObject({
      estimatedDays: 1,
      activeSeconds: 0,
      utilization: null,
      chip: null,
      averageHourlyCents: null,
    });
  });

  it('adds up for the site and its departments; unmapped work has no cost', async () => {
    const { site } = await paidFloor();
    const { totals, departments, periods } = await loadCosts(site, {}, NOW);
    expect(totals).toEqual({
      people: 4,
      personDays: 4,
      estimatedDays: 1,
      peopleWithDefaultRate: 2,
      items: 610,
      finishedItems: 110,
      paidSeconds: 45_000,
      clockedSeconds: 43_200,
      breakSeconds: 1_800,
      activeSeconds: 28_800,
      labourCents: 18_650,
      activeCents: 10_400,
      idleCents: 7_600,
      breakCents: 650,
      utilization: 0.6667,
      chip: 'normal',
      costPerFinishedItemCents: 169.545, // 18,650 / 110
      activeCostPerFinishedItemCents: 94.545,
    });
    expect(
      departments.map((one) => [
        one.department,
        one.colour,
        one.people,
        one.items,
        one.labourCents,
        one.costPerItemCents,
      ]),
    ).toEqual([
      ['Picking', 1, 1, 100, 1_300, 13],
      ['Heat Press', 4, 1, 400, 11_050, 27.625],
      ['Packing', 5, 2, 110, 1_300, 11.818],
      [null, null, 2, 0, 5_000, null],
    ]);
    expect(periods).toMatchObject({
      by: 'day',
      rows: [{ from: TODAY, to: TODAY, labourCents: 18_650, finishedItems: 110 }],
    });
  });
});

describe('the cost of a range', () => {
  it('is the sum of its days, each at its own rate', async () => {
    const { site } = await paidFloor();
    const costs = await loadCosts(site, { from: YESTERDAY, to: TODAY }, NOW);
    expect(costs.totals).toMatchObject({ labourCents: 20_650, personDays: 5, people: 4 });
    const una = costs.people.find((one) => one.name === 'Una');
    // 1 h at $20 and 2 h at $25
    expect(una).toMatchObject({ days: 2, labourCents: 7_000, averageHourlyCents: 2_333.333 });
    expect(costs.periods.rows.map((row) => [row.from, row.labourCents, row.costPerFinishedItemCents])).toEqual([
      [YESTERDAY, 2_000, null],
      [TODAY, 18_650, 169.545],
    ]);
  });

  it('has months instead of days when it is long, with the same sums', async () => {
    const { site } = await paidFloor();
    const [long, short] = [
      await loadCosts(site, { from: '2025-11-01', to: TODAY }, NOW),
      await loadCosts(site, { from: YESTERDAY, to: TODAY }, NOW),
    ];
    expect([long.totals, long.people, long.departments]).toEqual([short.totals, short.people, short.departments]);
    expect(long.periods).toEqual({
      by: 'month',
      rows: [
        {
          from: '2026-03-01',
          to: TODAY,
          labourCents: 20_650,
          activeCents: 10_400,
          idleCents: 9_600,
          breakCents: 650,
          finishedItems: 110,
          costPerFinishedItemCents: 187.727,
        },
      ],
    });
  });

  it('is stored when it ends before today, and empty where nobody was', async () => {
    const { site } = await paidFloor();
    expect(await loadCosts(site, { from: YESTERDAY }, NOW)).toMatchObject({
      from: YESTERDAY,
      to: YESTERDAY,
      source: 'stored',
      liveDay: null,
      totals: { labourCents: 2_000 },
    });
    const empty = await loadCosts(site, { from: '2026-01-01', to: '2026-01-02' }, NOW);
    expect(empty).toMatchObject({ people: [], departments: [], periods: { rows: [] } });
    expect(empty.totals).toMatchObject({
      labourCents: 0,
      utilization: null,
      chip: null,
      costPerFinishedItemCents: null,
      activeCostPerFinishedItemCents: null,
    });
  });

  it('is refused in the future, backwards, and when it is too long', async () => {
    const { site } = await DayScene.create(database);
    const attempt = (from: string, to: string) => loadCosts(site, { from, to }, NOW);
    for (const [from, to] of [
      ['2026-03-01', '2026-03-04'],
      ['2026-03-02', '2026-03-01'],
      ['2025-01-01', '2026-03-01'],
    ] as const) {
      await expect(attempt(from, to)).rejects.toMatchObject({ code: 'VALIDATION' });
    }
  });
});

describe('a comparison', () => {
  it('names the other range and says how far each figure is from it', async () => {
    const { site } = await paidFloor();
    const costs = costAnalysis.parse(await loadCosts(site, { compare: 'previous' }, NOW));
    expect(costs.compared).toMatchObject({
      from: YESTERDAY,
      to: YESTERDAY,
      totals: { people: 1, labourCents: 2_000, idleCents: 2_000, utilization: 0, costPerFinishedItemCents: null },
      periods: [{ from: YESTERDAY, labourCents: 2_000 }],
      change: {
        labourPercent: 832.5,
        costPerFinishedItemPercent: null, // nothing was finished yesterday
        utilizationPoints: 66.7,
        idlePercent: 280,
        peopleWithDefaultRate: 2,
      },
    });
    const weekday = await loadCosts(site, { compare: 'weekday' }, NOW);
    expect(weekday.compared).toMatchObject({
      from: '2026-02-24',
      to: '2026-02-24',
      change: { labourPercent: null, utilizationPoints: null, idlePercent: null },
    });
    expect(weekday.totals).toEqual(costs.totals);
  });

  it('changes with a day of the other range', async () => {
    const { scene, site, una } = await paidFloor();
    await loadCosts(site, { compare: 'previous' }, NOW);
    await scene.punch(una, at('08:00', YESTERDAY), at('09:00', YESTERDAY));
    await scene.request([una.employeeId], [YESTERDAY]);
    await scene.drain(NOW);
    await invalidateTags([tags.day(site.id, YESTERDAY)]);
    const { compared } = await loadCosts(site, { compare: 'previous' }, NOW);
    expect(compared?.totals.labourCents).toBe(4_000);
  });
});

describe('the cost of a person', () => {
  it('is that of the list, and each day at its own rate', async () => {
    const { site, una } = await paidFloor();
    const range = { from: YESTERDAY, to: TODAY };
    const own = personCosts.parse(await loadPersonCosts(site, una.employeeId, range, NOW));
    const { people } = await loadCosts(site, range, NOW);
    expect(own.person).toEqual(people.find((one) => one.employeeId === una.employeeId));
    expect(own).toMatchObject({ source: 'live', liveDay: TODAY, defaultHourlyCents: 1_300 });
    expect(own.days.map((day) => [day.date, day.hourlyCents, day.labourCents, day.isDefaultRate])).toEqual([
      [TODAY, 2_500, 5_000, false],
      [YESTERDAY, 2_000, 2_000, false],
    ]);
  });

  it('has the departments of each day, estimated days without labour', async () => {
    const { site, two, est } = await paidFloor();
    const both = await loadPersonCosts(site, two.employeeId, {}, NOW);
    expect(both.days).toMatchObject([
      {
        isEstimated: false,
        hourlyCents: 1_300,
        isDefaultRate: true,
        items: 150,
        costPerItemCents: 17.333,
        roles: [
          { department: 'Picking', colour: 1, labourCents: 1_300 },
          { department: 'Packing', colour: 5, labourCents: 1_300 },
        ],
      },
    ]);
    const estimated = await loadPersonCosts(site, est.employeeId, {}, NOW);
    expect(estimated.days).toMatchObject([{ isEstimated: true, labourCents: 0, utilization: null, chip: null }]);
    expect(estimated.person).toMatchObject({ estimatedDays: 1, items: 60 });
  });

  it('is empty without days, and refused for somebody who is not there', async () => {
    const { site, sal } = await paidFloor();
    const empty = personCosts.parse(await loadPersonCosts(site, sal.employeeId, { from: YESTERDAY }, NOW));
    expect(empty).toMatchObject({ days: [], person: { days: 0, labourCents: 0, costPerItemCents: null, roles: [] } });
    await expect(loadPersonCosts(site, 0, {}, NOW)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(loadPersonCosts(site, sal.employeeId, { to: '2999-01-01' }, NOW)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });
});

describe('what the cost analysis costs', () => {
  it('is four statements for a person', async () => {
    const { site, sal } = await paidFloor();
    const recorded = await recordStatements(() => loadPersonCosts(site, sal.employeeId, {}, NOW));
    expect(recorded.statements).toHaveLength(4);
    await fillHistory(database, site.id);
    const range = { siteId: site.id, employeeId: sal.employeeId, from: '2026-03-01', to: TODAY };
    for (const statement of [personCostDaysStatement, personRoleDaysStatement]) {
      const facts = (await planOf(database, statement(range))).filter((step) =>
        ['c', 'd', 't'].includes(step.table ?? ''),
      );
      expect(facts.length, statement.name).toBeGreaterThan(0);
      for (const step of facts) expect(step.type, statement.name).toBe('range');
    }
  });

  it('is four statements, over a long range three and two about what is summed up, with a comparison three more', async () => {
    const { site } = await paidFloor();
    const count = async (query: Parameters<typeof loadCosts>[1]) =>
      (await recordStatements(() => loadCosts(site, query, NOW))).statements.length;
    expect(await count({})).toBe(4);
    expect(await count({})).toBe(0);
    expect(await count({ compare: 'previous' })).toBe(7);
    const long = { from: '2025-11-01', to: TODAY };
    expect(await count(long)).toBe(4);
    expect(await count({ ...long, compare: 'previous' })).toBe(7);
    await runRollUp(database, site, NOW);
    expect(await count({ from: '2025-11-02', to: TODAY })).toBe(5);
  });

  it('reads the days of the range by the key and nothing whole', async () => {
    const { site } = await paidFloor();
    await fillHistory(database, site.id);
    const parts = { months: ['2026-02-01'], days: [{ from: '2026-03-01', to: TODAY }] };
    for (const statement of [personRoleSums, paidPeopleStatement, costDaySums]) {
      const plan = await planOf(database, statement({ siteId: site.id, parts }));
      expect(wholeReads(plan, ['e']), statement.name).toEqual([]);
      const facts = plan.filter((step) => ['c', 'd', 'r', 't'].includes(step.table ?? ''));
      expect(facts.length, statement.name).toBeGreaterThan(0);
      for (const step of facts) {
        expect(step).toMatchObject({ type: step.table === 'r' ? 'ref' : 'range', key: 'PRIMARY' });
      }
    }
  });
});
