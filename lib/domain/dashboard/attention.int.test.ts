import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { loadActivePeople, loadClockFeed } from '@/lib/domain/clock/loaders';
import { clockFeed } from '@/lib/domain/clock/schema';
import { issueKindsStatement } from '@/lib/domain/issues/queries/get-issue-kinds';
import { loadTeamMetrics } from '@/lib/domain/team/loaders';
import { toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { loadAttention, loadDayPeople } from './loaders';
import { dayPeopleStatement } from './queries/get-day-people';
import { attention, dayPeople } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const YESTERDAY = '2026-03-02';
const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
const NOW = at('10:00');

/** Ada went quiet at the heat press, Ben packs, Cal left without a scan; yesterday Dee never clocked out. */
async function quietPress() {
  const scene = await DayScene.create(database);
  const [ada, ben, cal, dee] = [
    await scene.person('Ada'),
    await scene.person('Ben'),
    await scene.person('Cal', { archivedAt: at('09:00') }),
    await scene.person('Dee'),
  ];
  await scene.punch(ada, at('08:00'), null);
  await scene.scan(ada, 'Heat Press', 100, at('09:20'));
  await scene.punch(ben, at('08:00'), null);
  await scene.pause(ben, at('09:00'), at('09:15'));
  await scene.scan(ben, 'Packing', 30, at('09:50'));
  await scene.punch(cal, at('06:00'), at('08:30'));
  await scene.punch(dee, at('06:00', YESTERDAY), null);
  await scene.scan(dee, 'Packing', 5, at('06:10', YESTERDAY));
  await scene.request(
    [ada, ben, cal, dee].map((one) => one.employeeId),
    [TODAY, YESTERDAY],
  );
  await scene.drain(NOW);
  return { scene, site: scene.site, ada, ben, cal };
}

describe('what needs attention', () => {
  it('is who is idle, where it jams, and what is wrong with the data', async () => {
    const { scene, site, ada } = await quietPress();
    const answer = await loadAttention(site, {}, NOW);
    expect(() => attention.parse(answer)).not.toThrow();
    expect(answer).toMatchObject({ asOf: toIsoInstant(NOW), state: 'live', source: 'live', date: TODAY });
    expect(answer.idle).toEqual({
      ok: true,
      data: [
        {
          employeeId: ada.employeeId,
          name: 'Ada',
          department: 'Heat Press',
          severity: 'critical', // 15 of 15 minutes beyond
          phrase: 'No scans at Heat Press for 30 min',
          since: toIsoInstant(at('09:45')), // 15 minutes after 9:30
          idleSeconds: 15 * 60,
          quietSeconds: 30 * 60,
        },
      ],
    });
    // Ada's scan ended half an hour ago: nothing of it is in the last 30 minutes.
    expect(answer.jams).toMatchObject({
      ok: true,
      data: [
        { department: 'Heat Press', severity: 'critical', cause: expect.stringContaining('No scans at Heat Press') },
      ],
    });
    expect(answer.issues).toEqual({
      ok: true,
      data: [
        { kind: 'missing_clock_out', open: 1, ofDay: 0 },
        { kind: 'no_scans', open: 1, ofDay: 1 },
      ],
    });
    await database.insert(dataIssues).values({
      siteId: site.id,
      kind: 'no_scans',
      subject: 'employee:0',
      scoreDate: YESTERDAY,
      status: 'resolved',
      details: {},
      openedAt: NOW,
    });
    const past = await loadAttention(await scene.current(), { date: YESTERDAY }, NOW);
    expect(past).toMatchObject({ source: 'stored', idle: null, jams: null });
    expect(past.issues).toMatchObject({
      data: [
        { kind: 'missing_clock_out', open: 1, ofDay: 1 },
        { kind: 'no_scans', open: 1, ofDay: 0 },
      ],
    });
    await expect(loadAttention(site, { date: '2026-03-04' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('says which part could not be loaded, and gives the others', async () => {
    const { site } = await quietPress();
    const broken = { ...site };
    Reflect.deleteProperty(broken, 'settings');
    const answer = await loadAttention(broken, {}, NOW);
    expect(answer.idle).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(answer.issues).toMatchObject({ ok: true });
  });
});

describe('the people of a day', () => {
  it('are those that the figures of the day are the sums of', async () => {
    const { site, ada, ben, cal } = await quietPress();
    const answer = await loadDayPeople(site, {}, NOW);
    expect(() => dayPeople.parse(answer)).not.toThrow();
    expect(answer.rows).toEqual([
      {
        employeeId: ada.employeeId,
        name: 'Ada',
        department: 'Heat Press',
        items: 100,
        finishedItems: 0,
        clockedSeconds: 7_200,
        breakSeconds: 0,
        firstClockIn: toIsoInstant(at('08:00')),
        lastClockOut: null,
        isClockedIn: true,
      },
      {
        employeeId: ben.employeeId,
        name: 'Ben',
        department: 'Packing',
        items: 30,
        finishedItems: 30,
        clockedSeconds: 6_300,
        breakSeconds: 900,
        firstClockIn: toIsoInstant(at('08:00')),
        lastClockOut: null,
        isClockedIn: true,
      },
      {
        employeeId: cal.employeeId,
        name: 'Cal',
        department: null,
        items: 0,
        finishedItems: 0,
        clockedSeconds: 9_000,
        breakSeconds: 0,
        firstClockIn: toIsoInstant(at('06:00')),
        lastClockOut: toIsoInstant(at('08:30')),
        isClockedIn: false,
      },
    ]);
    const metrics = await loadTeamMetrics(site, {}, NOW);
    const sum = (of: (row: (typeof answer.rows)[number]) => number) =>
      answer.rows.reduce((all, row) => all + of(row), 0);
    expect(metrics).toMatchObject({
      people: answer.rows.length,
      clockedSeconds: sum((row) => row.clockedSeconds),
      finishedItems: sum((row) => row.finishedItems),
      clockedIn: sum((row) => Number(row.isClockedIn)),
    });
    expect((await loadActivePeople(site, NOW)).rows.map((row) => row.name)).toEqual(['Ada', 'Ben']);
  });
});

describe('the clock feed', () => {
  it('tells the day, newest first, up to a limit', async () => {
    const { site } = await quietPress();
    const answer = await loadClockFeed(site, { limit: 4 }, NOW);
    expect(() => clockFeed.parse(answer)).not.toThrow();
    expect(answer).toMatchObject({ date: TODAY, source: 'live', total: 6 });
    expect(answer.rows.map((one) => [one.kind, one.name, one.at])).toEqual([
      ['break_end', 'Ben', toIsoInstant(at('09:15'))],
      ['break_start', 'Ben', toIsoInstant(at('09:00'))],
      ['out', 'Cal', toIsoInstant(at('08:30'))],
      ['in', 'Ada', toIsoInstant(at('08:00'))],
    ]);
    expect((await loadClockFeed(site, { date: YESTERDAY, limit: 4 }, NOW)).rows).toMatchObject([
      { name: 'Dee', kind: 'in' },
    ]);
  });
});

describe('what they cost', () => {
  it('is a fixed number of statements', async () => {
    const { site } = await quietPress();
    const count = async (work: () => Promise<unknown>) => (await recordStatements(work)).statements.length;
    // idle six, flow six and the skills of who could be moved, issues one
    expect(await count(() => loadAttention(site, {}, NOW))).toBe(13);
    expect(await count(() => loadAttention(site, {}, NOW))).toBe(1);
    expect(await count(() => loadAttention(site, { date: YESTERDAY }, NOW))).toBe(1);
    expect(await count(() => loadDayPeople(site, {}, NOW))).toBe(1);
    expect(await count(() => loadDayPeople(site, {}, NOW))).toBe(0);
    expect(await count(() => loadClockFeed(site, { limit: 30 }, NOW))).toBe(3);
    expect(await count(() => loadClockFeed(site, { limit: 30 }, NOW))).toBe(0);
  });

  it('reads no table of facts whole', async () => {
    const { site } = await quietPress();
    await fillHistory(database, site.id);
    const statements = { issues: issueKindsStatement(site.id, TODAY), people: dayPeopleStatement(site.id, TODAY) };
    for (const [name, statement] of Object.entries(statements)) {
      const plan = await planOf(database, statement);
      expect(plan.length, name).toBeGreaterThan(0);
      expect(wholeReads(plan, ['e', 'r']), name).toEqual([]);
    }
  });
});
