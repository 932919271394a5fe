import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { costDaySums } from '@/lib/domain/rollups/days';
import { personRoleSums } from '@/lib/domain/rollups/person-roles';
import { runRollUp } from '@/lib/domain/rollups/run';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { loadCosts } from './loaders';
import { paidPeopleStatement } from './queries/get-paid-people';
import { costAnalysis } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const YESTERDAY = '2026-03-02';
const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
const NOW = at('16:00');

/**
 * Sal is example 5 of domain.md 12; Una is clocked in and scans nothing; Two works in two roles on the default rate; Est
 * scans without a clock.
 */
async function paidFloor() {
  const scene = await DayScene.create(database);
  const [sal, una, two, est] = [
    await scene.person('Sal'),
    await scene.person('Una'),
    await scene.person('Two'),
    await scene.person('Est'),
  ];
  await database.insert(employeePayrates).values([
    { employeeId: sal.employeeId, effectiveFrom: '2026-01-01', payType: 'salary', amountCents: 270_400 },
    { employeeId: una.employeeId, effectiveFrom: '2026-02-01', payType: 'hourly', amountCents: 2_000 },
    { employeeId: una.employeeId, effectiveFrom: TODAY, payType: 'hourly', amountCents: 2_500 },
  ]);
  await scene.punch(sal, at('06:00'), at('14:30'));
  await database.insert(clockBreaks).values({
    siteId: scene.site.id,
    source: 'connecteam',
    sourceBreakId: `paid-${sal.employeeId}`,
    ...sal,
    breakStart: at('10:00'),
    breakEnd: at('10:30'),
    isPaid: true,
    createdAt: 0,
    updatedAt: 0,
  });
  // Active until 12:00 and 15 minutes on, idle until the clean-up at 14:15: 2 h of 8 h.
  const hour = 3_600;
  await scene.scan(sal, 'Heat Press', 100, at('06:00'), hour);
  await scene.scan(sal, 'Heat Press', 100, at('07:00'), hour);
  await scene.scan(sal, 'Heat Press', 60, at('08:00'), hour);
  await scene.scan(sal, 'Heat Press', 60, at('09:00'), hour);
  await scene.scan(sal, 'Heat Press', 40, at('10:30'), hour);
  await scene.scan(sal, 'Heat Press', 40, at('11:30'), hour / 2);

  await scene.punch(una, at('06:00', YESTERDAY), at('07:00', YESTERDAY));
  await scene.punch(una, at('06:00'), at('08:00'));

  await scene.punch(two, at('06:00'), at('08:00'));
  await scene.scan(two, 'Picking', 100, at('06:00'), hour);
  await scene.scan(two, 'Packing', 50, at('07:00'), hour);

  await scene.scan(est, 'Packing', 60, at('09:00'));
  await scene.scan({ employeeId: null, identityId: await scene.login('unmapped') }, 'Packing', 30, at('09:00'));
  const everybody = [sal, una, two, est].map((one) => one.employeeId);
  await scene.request([...everybody, 0], [YESTERDAY, TODAY]);
  await scene.drain(NOW);
  return { scene, site: scene.site, sal, una, two, est };
}

describe('the cost of a day', () => {
  it('is as worked out by hand', async () => {
    const { site, sal } = await paidFloor();
    const costs = await loadCosts(site, {}, NOW);
    expect(() => costAnalysis.parse(costs)).not.toThrow();
    expect(costs).toMatchObject({ from: TODAY, to: TODAY, source: 'live', liveDay: TODAY, currency: 'USD' });
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
      departments.map((one) => [one.department, one.people, one.items, one.labourCents, one.costPerItemCents]),
    ).toEqual([
      ['Picking', 1, 100, 1_300, 13],
      ['Heat Press', 1, 400, 11_050, 27.625],
      ['Packing', 2, 110, 1_300, 11.818],
      [null, 2, 0, 5_000, null],
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

describe('what the cost analysis costs', () => {
  it('is four statements, over a long range three and two about what is summed up', async () => {
    const { site } = await paidFloor();
    expect((await recordStatements(() => loadCosts(site, {}, NOW))).statements).toHaveLength(4);
    expect((await recordStatements(() => loadCosts(site, {}, NOW))).statements).toEqual([]);
    const long = { from: '2025-11-01', to: TODAY };
    expect((await recordStatements(() => loadCosts(site, long, NOW))).statements).toHaveLength(4);
    await runRollUp(database, site, NOW);
    const other = { from: '2025-11-02', to: TODAY };
    expect((await recordStatements(() => loadCosts(site, other, NOW))).statements).toHaveLength(5);
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
