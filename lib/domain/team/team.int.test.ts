import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { siteGoals } from '@/lib/db/schema/sites';
import { roleDaySums, siteDaySums } from '@/lib/domain/rollups/days';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import {
  loadTeamBottlenecks,
  loadTeamCapacityText,
  loadTeamComparisonText,
  loadTeamHealthText,
  loadTeamMetrics,
  loadTeamOverview,
  loadTeamTrends,
  loadTeamTrendsText,
} from './loaders';
import { attendanceStatement } from './queries/get-attendance';
import { clockedInStatement } from './queries/get-clocked-in';
import { earlierShiftsStatement } from './queries/get-earlier-shifts';
import { itemsUntilStatement } from './queries/get-items-until';
import {
  teamBottlenecks,
  teamCapacity,
  teamComparison,
  teamHealth,
  teamMetrics,
  teamOverview,
  teamTrends,
} from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const YESTERDAY = '2026-03-02';
const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
const NOW = at('10:00');
const HOUR = 3_600;

/** Ada picks, Ben packs, Cal has no clock; yesterday Ada and Ben did more, part of it after 10:00. */
async function usualTeam() {
  const scene = await DayScene.create(database, { dailyGoalItems: 120 });
  const [ada, ben, cal] = [await scene.person('Ada'), await scene.person('Ben'), await scene.person('Cal')];
  const unlinked = { employeeId: null, identityId: await scene.login('unmapped') };
  const ignored = { employeeId: null, identityId: await scene.login('ignored') };

  await scene.punch(ada, at('06:00'), null);
  await scene.scan(ada, 'Picking', 300, at('06:00'), HOUR);
  await scene.scan(ada, 'Picking', 340, at('07:00'), HOUR);
  await scene.punch(ben, at('08:00'), at('09:00'));
  await scene.scan(ben, 'Packing', 40, at('08:00'), HOUR);
  await scene.scan(cal, 'Packing', 10, at('08:00'));
  await scene.scan(unlinked, 'Packing', 10, at('08:30'));

  await scene.punch(ada, at('06:00', YESTERDAY), at('12:00', YESTERDAY));
  await scene.scan(ada, 'Picking', 400, at('09:00', YESTERDAY), HOUR); // ends at 10:00 sharp
  await scene.scan(ada, 'Picking', 100, at('09:30', YESTERDAY), HOUR);
  await scene.punch(ben, at('08:00', YESTERDAY), at('12:00', YESTERDAY));
  await scene.scan(ben, 'Packing', 50, at('08:00', YESTERDAY), HOUR);
  await scene.scan(unlinked, 'Packing', 10, at('08:00', YESTERDAY));
  await scene.scan(unlinked, 'Packing', 10, at('11:00', YESTERDAY));
  await scene.scan(ignored, 'Packing', 500, at('08:00', YESTERDAY));

  await scene.request([ada.employeeId, ben.employeeId, cal.employeeId, 0], [YESTERDAY, TODAY]);
  await scene.drain(NOW);
  return { scene, site: scene.site, ada, ben, cal };
}

describe('the metrics of today', () => {
  it('are as worked out by hand, beside yesterday at the same local time', async () => {
    const { site } = await usualTeam();
    const metrics = await loadTeamMetrics(site, {}, NOW);
    expect(() => teamMetrics.parse(metrics)).not.toThrow();
    expect(metrics).toMatchObject({
      date: TODAY,
      source: 'live',
      clockedIn: 1,
      worked: 3,
      people: 3,
      clockedSeconds: 5 * HOUR,
      items: 700, // 640 + 40 + 10 + 10 of nobody
      finishedItems: 60,
      points: 688, // 640 x 1.0 + 60 x 0.8
      unmapped: { items: 10, finishedItems: 10, points: 8 },
      goal: { items: 120, percent: 50 },
      bestDepartment: { department: 'Picking', points: 640 },
      comparison: {
        date: YESTERDAY,
        basis: 'same_local_time',
        until: toIsoInstant(at('10:00', YESTERDAY)),
        items: 460, // 400 + 50 + 10; what ended later does not count yet
        finishedItems: 60,
        points: 448, // 400 + 60 x 0.8
        change: { itemsPercent: 52.17, finishedItemsPercent: 0, pointsPercent: 53.57 },
      },
    });
  });

  it('leave out of yesterday what belongs to a shift of the day before', async () => {
    const scene = await DayScene.create(database);
    const nia = await scene.person('Nia');
    const unlinked = { employeeId: null, identityId: await scene.login('unmapped') };
    await scene.punch(nia, at('22:00', '2026-03-01'), at('06:00', YESTERDAY));
    await scene.scan(nia, 'Packing', 70, at('02:00', YESTERDAY));
    await scene.scan(nia, 'Packing', 5, at('09:00', YESTERDAY)); // at home, after the shift
    await scene.scan(unlinked, 'Packing', 3, at('02:00', YESTERDAY));
    await scene.request([nia.employeeId, 0], ['2026-03-01', YESTERDAY]);
    await scene.drain(NOW);
    const { comparison } = await loadTeamMetrics(scene.site, {}, NOW);
    expect(comparison).toMatchObject({ date: YESTERDAY, items: 8, points: 6.4 });
  });

  it('count who is still in a shift of yesterday as clocked in', async () => {
    const scene = await DayScene.create(database);
    const nia = await scene.person('Nia');
    await scene.punch(nia, at('22:00', YESTERDAY), null);
    await scene.request([nia.employeeId], [YESTERDAY]);
    await scene.drain(at('01:00'));
    expect(await loadTeamMetrics(scene.site, {}, at('01:00'))).toMatchObject({ clockedIn: 1, people: 0 });
  });
});

describe('the metrics of a past day', () => {
  it('are compared with the whole day before', async () => {
    const { site } = await usualTeam();
    expect(await loadTeamMetrics(site, { date: YESTERDAY }, NOW)).toMatchObject({
      source: 'stored',
      clockedIn: null,
      items: 570,
      comparison: {
        date: '2026-03-01',
        basis: 'whole_day',
        until: null,
        items: 0,
        change: { itemsPercent: null, finishedItemsPercent: null, pointsPercent: null },
      },
    });
  });

  it('have nothing on an empty site and are refused in the future', async () => {
    const { site } = await DayScene.create(database);
    const metrics = await loadTeamMetrics(site, { date: YESTERDAY }, NOW);
    expect(metrics).toMatchObject({ items: 0, goal: { items: null, percent: null }, bestDepartment: null });
    await expect(loadTeamMetrics(site, { date: '2026-03-04' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('attendance, overview and health', () => {
  /** On three of the last four Tuesdays people came; on one of them all of them after 10:00. */
  async function withEarlierTuesdays() {
    const team = await usualTeam();
    const { scene, ada, ben } = team;
    const came = async (day: string, people: [typeof ada, string][]) => {
      for (const [who, time] of people) await scene.punch(who, at(time, day), at('15:00', day));
      await scene.request([ada.employeeId, ben.employeeId], [day]);
    };
    await came('2026-02-24', [
      [ada, '06:00'],
      [ben, '10:00'],
    ]);
    await came('2026-02-17', [
      [ada, '06:00'],
      [ben, '10:01'],
    ]);
    await came('2026-02-10', [[ada, '11:00']]);
    await came('2026-01-27', [[ada, '06:00']]); // five weeks ago
    await scene.drain(NOW);
    return team;
  }

  it('compare who came with who had come by this time on the same weekday', async () => {
    const { site } = await withEarlierTuesdays();
    const overview = await loadTeamOverview(site, {}, NOW);
    expect(() => teamOverview.parse(overview)).not.toThrow();
    // (2 + 1 + 0) / 3 = 1 had come; 2 came today
    expect(overview.attendance).toEqual({ came: 2, expected: 1, percent: 100, days: 3 });
    // After 340 items a pause of an hour is normal: of Ada's 4 hours the last one is idle. Ben's hour is active.
    expect(overview.utilizationPercent).toBe(80);
    // 680 items of clocked days / (4 h x 200 + 1 h x 45)
    expect(overview.efficiencyPercent).toBe(80.47);
    expect(await loadTeamOverview(site, { date: YESTERDAY }, NOW)).toMatchObject({ attendance: null });
  });

  it('make a health score with its parts', async () => {
    const { site } = await withEarlierTuesdays();
    const health = teamHealth.parse(JSON.parse(await loadTeamHealthText(site, NOW)));
    // Nobody works within the hour: Ada's last scan ended at 8:00, so no department is critical.
    expect(health).toMatchObject({ date: TODAY, score: 100, label: 'excellent' });
    expect(health.parts).toEqual([
      { term: 'attendance', value: 100, penalty: 0, isLeftOut: false },
      { term: 'efficiency', value: 80.47, penalty: 0, isLeftOut: false },
      { term: 'criticalDepartments', value: 0, penalty: 0, isLeftOut: false },
      { term: 'utilization', value: 80, penalty: 0, isLeftOut: false },
    ]);
  });

  it('leave out what is not known', async () => {
    const { site } = await DayScene.create(database);
    const health = teamHealth.parse(JSON.parse(await loadTeamHealthText(site, NOW)));
    expect(health.parts.filter((part) => part.isLeftOut).map((part) => part.term)).toEqual([
      'attendance',
      'efficiency',
      'utilization',
    ]);
  });
});

describe('capacity, comparison and trends', () => {
  it('hold items of clocked person-days against worked hours x target', async () => {
    const { site } = await usualTeam();
    const capacity = teamCapacity.parse(JSON.parse(await loadTeamCapacityText(site, {}, NOW)));
    expect(capacity.total).toEqual({
      workedSeconds: 5 * HOUR,
      capacityItems: 845,
      items: 680,
      usePercent: 80.47,
      state: 'in_range',
    });
    expect(
      capacity.departments.map((one) => [one.department, one.capacityItems, one.items, one.usePercent, one.state]),
    ).toEqual([
      ['Picking', 800, 640, 80, 'in_range'],
      ['Labeling', null, 0, null, null],
      ['Film Matching', null, 0, null, null],
      ['Heat Press', null, 0, null, null],
      ['Packing', 45, 40, 88.89, 'in_range'],
    ]);
    expect(capacity.departments[0]?.targetPerHour).toBe(200);
  });

  it('compare the departments of two ranges', async () => {
    const { site } = await usualTeam();
    const query = { from: TODAY, to: TODAY, compare: 'previous' } as const;
    const comparison = teamComparison.parse(JSON.parse(await loadTeamComparisonText(site, query, NOW)));
    expect(comparison.comparedWith).toEqual({ from: YESTERDAY, to: YESTERDAY });
    expect(comparison.departments[0]).toEqual({
      department: 'Picking',
      colour: 1,
      now: {
        items: 640,
        points: 640,
        unmappedItems: 0,
        personDays: 1,
        workedSeconds: 4 * HOUR,
        itemsPerHour: 160,
        vsTargetPercent: -20,
      },
      before: {
        items: 500,
        points: 500,
        unmappedItems: 0,
        personDays: 1,
        workedSeconds: 6 * HOUR,
        itemsPerHour: 83.33,
        vsTargetPercent: -58.33,
      },
      change: { itemsPercent: 28, pointsPercent: 28, itemsPerHourPercent: 92 }, // 160 / 83.333
    });
    const packing = comparison.departments.find((one) => one.department === 'Packing');
    // Items of nobody known count as items, not in the rate; so do those of Cal, who has no clock.
    expect(packing?.now).toMatchObject({ items: 60, unmappedItems: 10, personDays: 2, itemsPerHour: 40 });
    const weekly = JSON.parse(await loadTeamComparisonText(site, { compare: 'weekday' }, NOW));
    expect(weekly).toMatchObject({
      from: '2026-02-25',
      to: TODAY,
      comparedWith: { from: '2026-02-18', to: '2026-02-24' },
    });
  });

  it('list every day of a range with the goal of that day', async () => {
    const { site } = await usualTeam();
    await database.insert(siteGoals).values({ siteId: site.id, validFrom: YESTERDAY, dailyGoalItems: 140 });
    const trends = teamTrends.parse(JSON.parse(await loadTeamTrendsText(site, { from: '2026-03-01', to: TODAY }, NOW)));
    expect(trends.days.map((day) => [day.date, day.items, day.finishedItems, day.goalItems, day.goalPercent])).toEqual([
      ['2026-03-01', 0, 0, 120, 0],
      [YESTERDAY, 570, 70, 140, 50],
      [TODAY, 700, 60, 140, 42.86],
    ]);
    expect(trends.days[0]).toMatchObject({ people: 0, utilizationPercent: null, efficiencyPercent: null });
    expect(trends.days[2]).toMatchObject({ utilizationPercent: 80, efficiencyPercent: 80.47, activeSeconds: 4 * HOUR });
    expect(trends.totals).toEqual({
      days: 2,
      personDays: 5,
      clockedSeconds: 15 * HOUR,
      activeSeconds: trends.days.reduce((sum, day) => sum + day.activeSeconds, 0),
      items: 1_270,
      finishedItems: 130,
      points: trends.days.reduce((sum, day) => sum + day.points, 0),
      utilizationPercent: 53.5, // 28,890 s of 15 h
      efficiencyPercent: 55.28, // (680 + 550) / (4 x 200 + 1 x 45 + 6 x 200 + 4 x 45)
      goalDays: 2,
      goalDaysReached: 0,
    });
    expect(trends).toMatchObject({ compare: 'none', compared: null });
    const usual = JSON.parse(await loadTeamTrendsText(site, {}, NOW));
    expect(usual.days).toHaveLength(28);
  });

  it('stand beside another range', async () => {
    const { site } = await usualTeam();
    const one = teamTrends.parse(await loadTeamTrends(site, { from: TODAY, to: TODAY, compare: 'previous' }, NOW));
    expect(one.compared).toMatchObject({
      from: YESTERDAY,
      to: YESTERDAY,
      totals: { days: 1, items: 570, finishedItems: 70, points: 556, efficiencyPercent: 39.86 }, // 550 / 1,380
      days: [{ date: YESTERDAY, items: 570 }],
      change: {
        itemsPercent: 22.81,
        finishedItemsPercent: -14.29,
        pointsPercent: 23.74,
        clockedSecondsPercent: -50,
        utilizationPoints: 39.75,
        efficiencyPoints: 40.62,
      },
    });
    const week = await loadTeamTrends(site, { from: TODAY, to: TODAY, compare: 'weekday' }, NOW);
    expect(week.compared).toMatchObject({
      from: '2026-02-24',
      totals: { days: 0, items: 0, utilizationPercent: null },
      change: { itemsPercent: null, utilizationPoints: null, efficiencyPoints: null },
    });
  });

  it('say where the flow is jammed and how often it was', async () => {
    const { site } = await usualTeam();
    const bottlenecks = await loadTeamBottlenecks(site, NOW);
    expect(() => teamBottlenecks.parse(bottlenecks)).not.toThrow();
    // 640 at Picking in two hours of today, nothing at Labeling in either; yesterday's are more than 24 hours ago.
    expect(bottlenecks.departments.map((one) => one.markedHours)).toEqual([0, 2, 0, 0, 0]);
  });
});

describe('what the team figures cost', () => {
  it('are a fixed number of statements', async () => {
    const { site } = await usualTeam();
    const count = async (work: () => Promise<unknown>) => (await recordStatements(work)).statements.length;
    expect(await count(() => loadTeamMetrics(site, {}, NOW))).toBe(7);
    expect(await count(() => loadTeamMetrics(site, {}, NOW))).toBe(0);
    expect(await count(() => loadTeamMetrics(site, { date: YESTERDAY }, NOW))).toBe(4);
    expect(await count(() => loadTeamOverview(site, {}, NOW))).toBe(8);
    // One more over a long range: nothing is summed up.
    expect(await count(() => loadTeamTrendsText(site, {}, NOW))).toBe(5);
    expect(await count(() => loadTeamTrendsText(site, { compare: 'weekday' }, NOW))).toBe(8);
    expect(await count(() => loadTeamTrendsText(site, { from: YESTERDAY, to: TODAY, compare: 'weekday' }, NOW))).toBe(
      6,
    );
    expect(await count(() => loadTeamComparisonText(site, { compare: 'previous' }, NOW))).toBe(3);
    expect(await count(() => loadTeamCapacityText(site, {}, NOW))).toBe(2);
    // four of the days, one of attendance, six of the flow: nobody can be moved
    expect(await count(() => loadTeamHealthText(site, NOW))).toBe(11);
  });

  it('read no table of facts whole', async () => {
    const { site, ada } = await usualTeam();
    await fillHistory(database, site.id);
    const range = { siteId: site.id, from: YESTERDAY, to: TODAY };
    const parts = { months: ['2026-02-01'], days: [{ from: YESTERDAY, to: TODAY }] };
    const until = { siteId: site.id, from: at('00:00', YESTERDAY), until: at('10:00', YESTERDAY) };
    const statements = {
      days: siteDaySums({ siteId: site.id, parts }),
      roles: roleDaySums({ siteId: site.id, parts }),
      clockedIn: clockedInStatement({ siteId: site.id, now: NOW, days: range }),
      earlier: earlierShiftsStatement({ siteId: site.id, days: range, reaching: at('00:00') }),
      until: itemsUntilStatement({ ...until, without: [] }),
      untilWithout: itemsUntilStatement({ ...until, without: [ada.employeeId] }),
      attendance: attendanceStatement(site.id, [
        { date: TODAY, until: NOW },
        { date: '2026-02-24', until: NOW - 7 * 86_400 },
      ]),
    };
    for (const [name, statement] of Object.entries(statements)) {
      const plan = await planOf(database, statement);
      expect(plan.length, name).toBeGreaterThan(0);
      expect(wholeReads(plan), name).toEqual([]);
      if (!name.startsWith('until')) continue;
      expect(
        plan.find((step) => step.table === 'a'),
        name,
      ).toMatchObject({
        key: 'ix_activity_logs_window_end',
        Extra: expect.stringContaining('Using index'),
      });
    }
  });
});
