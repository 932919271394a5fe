import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { loadTeamMetrics } from '@/lib/domain/team/loaders';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { loadPace, loadPaceText } from './loaders';
import { finishedSlotsStatement } from './queries/get-finished-slots';
import { workHoursStatement } from './queries/get-work-hours';
import { type Pace, pace } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const YESTERDAY = '2026-03-02';
const LAST_WEEK = '2026-02-24';
const at = (time: string, day = TODAY) => winterTime(`${day} ${time}`);
const NOW = at('10:07');
const MINUTE = 60;

/** Ben packs, Ada picks, Nia comes home from a night shift of yesterday; two Tuesdays before are known. */
async function tuesday() {
  const scene = await DayScene.create(database, { dailyGoalItems: 120 });
  const [ada, ben, nia] = [await scene.person('Ada'), await scene.person('Ben'), await scene.person('Nia')];
  const unlinked = { employeeId: null, identityId: await scene.login('unmapped') };
  const ignored = { employeeId: null, identityId: await scene.login('ignored') };

  await scene.punch(ada, at('06:00'), null);
  await scene.scan(ada, 'Picking', 300, at('09:00'));
  await scene.punch(ben, at('08:00'), null);
  await scene.scan(ben, 'Packing', 20, at('08:00'));
  await scene.scan(ben, 'Packing', 10, at('08:05')); // ends at 8:15 sharp
  await scene.scan(unlinked, 'Packing', 10, at('09:01'));
  await scene.scan(ignored, 'Packing', 500, at('09:01'));
  await scene.scan(ben, 'Packing', 40, at('09:15'), 45 * MINUTE); // ends at 10:00 sharp
  await scene.scan(ben, 'Packing', 3, at('09:56')); // ends at 10:06
  await scene.scan(ben, 'Packing', 2, at('10:00'), 15 * MINUTE); // goes on
  await scene.punch(nia, at('22:00', YESTERDAY), at('06:00'));
  await scene.scan(nia, 'Packing', 70, at('02:00')); // of yesterday

  await scene.punch(ben, at('08:00', LAST_WEEK), at('12:00', LAST_WEEK));
  await scene.pause(ben, at('10:00', LAST_WEEK), at('10:30', LAST_WEEK));
  await scene.scan(ben, 'Packing', 30, at('08:20', LAST_WEEK));
  await scene.scan(unlinked, 'Packing', 5, at('11:00', LAST_WEEK));
  await scene.punch(ada, at('08:00', '2026-02-17'), at('10:00', '2026-02-17'));

  const people = [ada.employeeId, ben.employeeId, nia.employeeId, 0];
  await scene.request(people, [TODAY, YESTERDAY, LAST_WEEK, '2026-02-17']);
  await scene.drain(NOW);
  return { scene, site: scene.site, ada, ben, nia };
}

function pointAt(answer: Pace, time: string, day = TODAY) {
  const instant = toIsoInstant(at(time, day));
  const point = answer.points.find((one) => one.at === instant);
  return point === undefined ? undefined : [point.items, point.target, point.lastWeek];
}

describe('the pace of today', () => {
  it('is as worked out by hand', async () => {
    const { site } = await tuesday();
    const answer = await loadPace(site, {}, NOW);
    expect(() => pace.parse(answer)).not.toThrow();
    expect(answer).toMatchObject({
      date: TODAY,
      source: 'live',
      state: 'live',
      endsAt: toIsoInstant(at('00:00', '2026-03-04')),
      finishedItems: 85,
      goalItems: 120,
      targetNow: 89, // 120 x 14,610 / 19,800 s
      targetDays: 2,
      lastWeek: { date: LAST_WEEK, finishedItems: 35 },
      forecast: {
        kind: 'on_course',
        at: toIsoInstant(at('11:57') + 30), // 35 more need 5,040 s of usual work
        itemsLastHour: 50,
        basis: 'usual_work',
        itemsAtEnd: 121,
      },
    });
    expect(answer.points).toHaveLength(97);
    // The line bends where last Tuesday had a break: 450 s of work a quarter from 10:00 to 11:00 instead of 1,800.
    expect(pointAt(answer, '00:00')).toEqual([0, 0, 0]);
    expect(pointAt(answer, '08:15')).toEqual([30, 11, 0]);
    expect(pointAt(answer, '08:30')).toEqual([30, 22, 30]);
    expect(pointAt(answer, '09:15')).toEqual([40, 55, 30]);
    expect(pointAt(answer, '10:00')).toEqual([80, 87, 30]);
    expect(pointAt(answer, '10:15')).toEqual([null, 90, 30]);
    expect(pointAt(answer, '11:00')).toEqual([null, 98, 30]);
    expect(pointAt(answer, '11:15')).toEqual([null, 104, 35]);
    expect(pointAt(answer, '12:00')).toEqual([null, 120, 35]);
    expect(pointAt(answer, '23:45')).toEqual([null, 120, 35]);
  });

  it('counts what the tile of finished items counts', async () => {
    const { site } = await tuesday();
    for (const date of [TODAY, YESTERDAY, LAST_WEEK]) {
      const metrics = await loadTeamMetrics(site, { date }, NOW);
      const { finishedItems } = await loadPace(site, { date }, NOW);
      expect(finishedItems, date).toBe(metrics.finishedItems);
    }
  });

  it('follows a change of the day, and a correction of last week', async () => {
    const { scene, site, ben } = await tuesday();
    await loadPace(site, {}, NOW);
    await scene.scan(ben, 'Packing', 6, at('08:30'));
    await scene.scan(ben, 'Packing', 7, at('08:40', LAST_WEEK));
    await scene.request([ben.employeeId], [TODAY, LAST_WEEK]);
    await scene.drain(NOW);
    expect(await loadPace(site, {}, NOW)).toMatchObject({ finishedItems: 85 }); // from the cache
    await invalidateTags([tags.day(site.id, TODAY)]);
    expect(await loadPace(site, {}, NOW)).toMatchObject({ finishedItems: 91, lastWeek: { finishedItems: 35 } });
    await invalidateTags([tags.day(site.id, LAST_WEEK)]);
    expect(await loadPace(site, {}, NOW)).toMatchObject({ finishedItems: 91, lastWeek: { finishedItems: 42 } });
  });
});

describe('the pace of a past day', () => {
  it('holds a night shift whole, and says that the goal was missed', async () => {
    const { site } = await tuesday();
    const answer = await loadPace(site, { date: YESTERDAY }, NOW);
    expect(answer).toMatchObject({
      source: 'stored',
      finishedItems: 70,
      targetNow: null,
      targetDays: 0,
      lastWeek: { date: '2026-02-23', finishedItems: null },
      forecast: { kind: 'missed' },
    });
    // 02:00 to 02:10 of the next day, on an axis that goes on as long.
    expect(answer.points).toHaveLength(97 + 9);
    expect(pointAt(answer, '23:45', YESTERDAY)).toEqual([0, null, null]);
    expect(pointAt(answer, '02:00')).toEqual([0, null, null]);
    expect(pointAt(answer, '02:15')).toEqual([70, null, null]);
    expect(answer.points.at(-1)?.at).toBe(toIsoInstant(at('02:15')));
  });

  it('says when the goal was reached', async () => {
    const { scene, site, ben } = await tuesday();
    await scene.scan(ben, 'Packing', 100, at('09:00', LAST_WEEK));
    await scene.request([ben.employeeId], [LAST_WEEK]);
    await scene.drain(NOW);
    const { forecast } = await loadPace(site, { date: LAST_WEEK }, NOW);
    expect(forecast).toEqual({ kind: 'reached', at: toIsoInstant(at('09:15', LAST_WEEK)) });
  });
});

describe('days with a jump of the clocks', () => {
  it('have their own quarters, and last week by the same local time', async () => {
    const scene = await DayScene.create(database, { dailyGoalItems: 10 });
    const ben = await scene.person('Ben');
    // Sunday 8 March has 23 hours; 15 March is the Sunday after, in summer time.
    const springDay = (time: string) => fromIsoInstant(`2026-03-08T${time}:00-05:00`);
    const weekLater = (time: string) => fromIsoInstant(`2026-03-15T${time}:00-05:00`);
    await scene.punch(ben, springDay('08:00'), springDay('12:00'));
    await scene.scan(ben, 'Packing', 4, springDay('08:50'));
    await scene.punch(ben, weekLater('08:00'), null);
    await scene.scan(ben, 'Packing', 6, weekLater('08:50'));
    await scene.request([ben.employeeId], ['2026-03-08', '2026-03-15']);
    const now = weekLater('09:30');
    await scene.drain(now);
    const short = await loadPace(scene.site, { date: '2026-03-08' }, now);
    expect(short.points).toHaveLength(93);
    expect(short.points.find((one) => one.at === toIsoInstant(springDay('09:00')))).toMatchObject({ items: 4 });
    const answer = await loadPace(scene.site, {}, now);
    expect(answer.points).toHaveLength(97);
    const line = (time: string) => answer.points.find((one) => one.at === toIsoInstant(weekLater(time)));
    expect(line('08:45')).toMatchObject({ items: 0, target: 2, lastWeek: 0 }); // 10 x 2,700 / 14,400
    expect(line('09:00')).toMatchObject({ items: 6, target: 3, lastWeek: 4 }); // 2.5
    expect(line('12:00')).toMatchObject({ items: null, target: 10, lastWeek: 4 });
  });
});

describe('what is not known', () => {
  it('is said of an empty site', async () => {
    const { site } = await DayScene.create(database);
    const answer = await loadPace(site, {}, NOW);
    expect(answer).toMatchObject({
      finishedItems: 0,
      goalItems: null,
      targetNow: null,
      targetDays: 0,
      lastWeek: { finishedItems: null },
      forecast: { kind: 'unknown', reason: 'no_goal' },
    });
    expect(new Set(answer.points.map((one) => one.lastWeek))).toEqual(new Set([null]));
    await expect(loadPace(site, { date: '2026-03-04' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('what the pace costs', () => {
  it('is a fixed number of statements', async () => {
    const { site } = await tuesday();
    const count = async (work: () => Promise<unknown>) => (await recordStatements(work)).statements.length;
    // Today: the goal, shifts that reach in, quarters, and of those shifts roles, punches and scans. Last week: shifts that
    // reach in and out, quarters, and the hours of four Tuesdays.
    expect(await count(() => loadPaceText(site, {}, NOW))).toBe(10);
    expect(await count(() => loadPaceText(site, {}, NOW))).toBe(0);
    await invalidateTags([tags.day(site.id, TODAY)]);
    expect(await count(() => loadPaceText(site, {}, NOW))).toBe(6);
    const { site: plain } = await DayScene.create(database);
    expect(await count(() => loadPaceText(plain, {}, NOW))).toBe(7);
    await invalidateTags([tags.day(plain.id, TODAY)]);
    expect(await count(() => loadPaceText(plain, {}, NOW))).toBe(3);
  });

  it('reads no table of facts whole', async () => {
    const { site, ada } = await tuesday();
    await fillHistory(database, site.id);
    const range = { start: at('00:00'), end: at('00:00', '2026-03-04') };
    const statements = {
      slots: finishedSlotsStatement({ siteId: site.id, range, without: [] }),
      slotsWithout: finishedSlotsStatement({ siteId: site.id, range, without: [ada.employeeId] }),
      hours: workHoursStatement(site.id, [LAST_WEEK, '2026-02-17', '2026-02-10', '2026-02-03']),
    };
    for (const [name, statement] of Object.entries(statements)) {
      const plan = await planOf(database, statement);
      expect(plan.length, name).toBeGreaterThan(0);
      expect(wholeReads(plan, ['r']), name).toEqual([]);
      if (!name.startsWith('slots')) continue;
      expect(
        plan.find((step) => step.table === 'a'),
        name,
      ).toMatchObject({ key: 'ix_activity_logs_window_end', Extra: expect.stringContaining('Using index') });
    }
  });
});
