import { eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadPersonDay } from './loaders';
import { personActivitiesStatement } from './queries/get-person-activities';
import { personDayStateStatement } from './queries/get-person-day-state';
import { type PersonDay, personDay } from './schema';

const database = openTestDatabase();
const DAY = '2026-03-03';
const LATER = fromIsoInstant('2026-03-05T20:00:00-06:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

async function load(floor: FactFloor, employeeId: number, date = DAY, now = LATER): Promise<PersonDay> {
  return personDay.parse(await loadPersonDay(floor.site, employeeId, { date }, now));
}

/** A morning at the heat press and at packing with a paid break, a scan off the clock, one of an unknown type. */
async function usualDay() {
  const floor = await FactFloor.create(database);
  const at = (time: string) => floor.at(DAY, time);
  const ada = await floor.person('Ada Example');
  await floor.punch(ada, at('06:00'), at('10:00'));
  await floor.pause(ada, at('08:00'), at('08:20'), true);
  await floor.scan(ada, 'Heat Press', 7, at('06:20'), at('06:30'));
  await floor.scan(ada, null, 3, at('06:50'), at('07:00'));
  await floor.scan(ada, 'Packing', 15, at('07:10'), at('07:50'));
  await floor.scan(ada, 'Packing', 11, at('08:25'), at('09:10'));
  await floor.scan(ada, 'Packing', 2, at('10:20'), at('10:30'));
  await floor.score([ada.employeeId], [DAY], LATER);
  return { floor, at, ada };
}

const clockOf = (iso: string) => new Date(Date.parse(iso) - 6 * 3_600_000).toISOString().slice(11, 16);

describe('the explained person-day', () => {
  it('adds up to the stored score part by part', async () => {
    const { floor, ada } = await usualDay();
    const day = await load(floor, ada.employeeId);
    expect(day).toMatchObject({ date: DAY, source: 'stored', employee: { name: 'Ada Example' } });
    expect(day.scoring).toMatchObject({ state: 'current', requestedAt: null, isFinal: false });
    const { score, stored } = day;
    // 7 x 1.2 + 28 x 0.8
    expect(score.roles.map((role) => [role.department, role.items, role.multiplier, role.points])).toEqual([
      ['Heat Press', 7, 1.2, 8.4],
      ['Packing', 28, 0.8, 22.4],
    ]);
    expect(score).toMatchObject({
      items: 35,
      points: 30.8,
      presentSeconds: 4 * 3600,
      breakSeconds: 1200,
      unpaidBreakSeconds: 0,
      clockedSeconds: 13_200,
      paidSeconds: 14_400,
      activeFrom: 'clock',
    });
    expect(score.presentSeconds - score.breakSeconds).toBe(score.clockedSeconds);
    expect(day.idle.reduce((sum, one) => sum + one.durationSeconds, 0)).toBe(score.idleSeconds);
    expect(score.clockedSeconds - score.idleSeconds).toBe(score.activeSeconds);
    expect(score.roles.reduce((sum, role) => sum + role.workedSeconds, 0)).toBe(score.clockedSeconds);
    expect(stored).toMatchObject({
      items: score.items,
      points: score.points,
      clockedSeconds: score.clockedSeconds,
      paidSeconds: score.paidSeconds,
      breakSeconds: score.breakSeconds,
      idleSeconds: score.idleSeconds,
      activeSeconds: score.activeSeconds,
      efficiency: score.efficiency,
    });
    const [row] = await database.select().from(dailyScores).where(eq(dailyScores.siteId, floor.site.id));
    expect(row).toMatchObject({ pointsEarned: '30.80', activeSeconds: score.activeSeconds });
  });

  it('says of each idle period which allowance ran out, and of every second what it was', async () => {
    const { floor, ada } = await usualDay();
    const day = await load(floor, ada.employeeId);
    expect(
      day.idle.map((one) => [
        clockOf(one.start),
        clockOf(one.end),
        one.allowanceOf,
        one.allowanceSeconds,
        one.department,
      ]),
    ).toEqual([
      ['06:15', '06:20', 'settling_in', 900, null],
      ['06:45', '06:50', 'activity', 900, 'Heat Press'],
      ['09:25', '09:45', 'activity', 900, 'Packing'],
    ]);
    expect(day.idle[2]?.activityId).toBe(day.activities[3]?.id);
    expect(day.idle.map((one) => [clockOf(one.allowanceFrom), one.endedBy])).toEqual([
      ['06:00', 'activity'],
      ['06:30', 'activity'],
      ['09:10', 'clean_up'],
    ]);
    expect(day.departments.map((one) => [one.department, one.colour])).toEqual([
      ['Picking', 1],
      ['Labeling', 2],
      ['Film Matching', 3],
      ['Heat Press', 4],
      ['Packing', 5],
    ]);
    expect(
      day.segments.map((one) =>
        `${clockOf(one.start)}-${clockOf(one.end)} ${one.kind} ${one.departments.join('+')}`.trim(),
      ),
    ).toEqual([
      '06:00-06:15 work Heat Press',
      '06:15-06:20 idle Heat Press',
      '06:20-06:45 work Heat Press',
      '06:45-06:50 idle Heat Press',
      '06:50-07:10 work Heat Press',
      '07:10-08:00 work Packing',
      '08:00-08:20 break',
      '08:20-09:25 work Packing',
      '09:25-09:45 idle Packing',
      '09:45-10:00 work Packing',
      '10:00-10:20 off',
      '10:20-10:30 outside Packing',
    ]);
    expect(day.activities.map((one) => [one.activityType, one.department, one.points, one.isOnClock])).toEqual([
      ['Heat Press', 'Heat Press', 8.4, true],
      ['Folding', null, 0, true],
      ['Packing', 'Packing', 12, true],
      ['Packing', 'Packing', 8.8, true],
      ['Packing', 'Packing', 1.6, false],
    ]);
  });

  it('marks a stored score that is older than the facts, and shows the facts', async () => {
    const { floor, at, ada } = await usualDay();
    await floor.scan(ada, 'Packing', 5, at('09:30'), at('09:40'));
    await floor.request([ada.employeeId], [DAY]);
    const day = await load(floor, ada.employeeId);
    expect(day.scoring).toMatchObject({ state: 'waiting', reason: 'test' });
    expect(day.scoring.scoredAt).not.toBeNull();
    expect([day.stored?.items, day.score.items]).toEqual([35, 40]);
    await floor.score([ada.employeeId], [DAY], LATER);
    expect((await load(floor, ada.employeeId)).scoring.state).toBe('current');
  });

  it('tells when scoring failed too often, and when the parts do not add up', async () => {
    const { floor, ada } = await usualDay();
    await floor.request([ada.employeeId], [DAY]);
    await database.execute(sql`UPDATE score_requests SET attempts = 5 WHERE site_id = ${floor.site.id}`);
    expect((await load(floor, ada.employeeId)).scoring.state).toBe('failed');
    await database.execute(sql`DELETE FROM score_requests WHERE site_id = ${floor.site.id}`);
    await database.execute(sql`UPDATE daily_scores SET active_seconds = 1 WHERE site_id = ${floor.site.id}`);
    expect((await load(floor, ada.employeeId)).scoring.state).toBe('differs');
  });

  it('of somebody who is still there is as of the score, so that it adds up at any later moment', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    await floor.punch(ada, floor.at(DAY, '06:00'), null);
    await floor.scan(ada, 'Packing', 5, floor.at(DAY, '06:00'), floor.at(DAY, '06:10'));
    await floor.score([ada.employeeId], [DAY], floor.at(DAY, '07:00'));
    const day = await load(floor, ada.employeeId, DAY, floor.at(DAY, '07:04'));
    expect(day).toMatchObject({ asOf: '2026-03-03T13:00:00Z', source: 'live', scoring: { state: 'current' } });
    expect(day.score).toMatchObject({ clockedSeconds: 3600, idleSeconds: 35 * 60, activeSeconds: 25 * 60 });
    expect(day.periods).toMatchObject([{ clockOut: null, isOpen: true }]);
  });

  it('follows a night past midnight and leaves what came after it to the next day', async () => {
    const floor = await FactFloor.create(database);
    const fay = await floor.person('Fay Example');
    const next = '2026-03-04';
    await floor.punch(fay, floor.at(DAY, '22:00'), floor.at(next, '01:30'));
    await floor.punch(fay, floor.at(next, '02:00'), floor.at(next, '06:00'));
    await floor.scan(fay, 'Picking', 10, floor.at(next, '02:30'), floor.at(next, '02:40'));
    await floor.scan(fay, 'Picking', 5, floor.at(next, '07:00'), floor.at(next, '07:10'));
    await floor.score([fay.employeeId], [DAY, next], LATER);
    const night = await load(floor, fay.employeeId);
    expect(night).toMatchObject({ scoring: { state: 'current' }, score: { items: 10, clockedSeconds: 27_000 } });
    expect(night.segments.find((one) => one.kind === 'off')).toMatchObject({
      start: '2026-03-04T07:30:00Z',
      end: '2026-03-04T08:00:00Z',
    });
    const morning = await load(floor, fay.employeeId, next);
    expect(morning).toMatchObject({ scoring: { state: 'current' }, score: { items: 5, activeFrom: 'windows' } });
  });

  it('has nothing on a day without facts, and does not exist for others', async () => {
    const { floor, ada } = await usualDay();
    const empty = await load(floor, ada.employeeId, '2026-03-04');
    expect(empty).toMatchObject({ scoring: { state: 'none' }, stored: null, segments: [], activities: [] });
    expect(empty.score).toMatchObject({ points: 0, efficiency: null });
    const other = await FactFloor.create(database);
    await expect(load(other, ada.employeeId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(load(floor, ada.employeeId, '2026-03-06')).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('costs six statements, raw facts by index', async () => {
    const { floor, ada } = await usualDay();
    expect((await recordStatements(() => load(floor, ada.employeeId))).statements).toHaveLength(6);
    for (let day = 1; day <= 60; day++) {
      const start = floor.at(DAY, '06:00') - day * 86_400;
      await floor.scan(ada, 'Packing', 1, start, start + 60);
    }
    const range = { start: floor.at(DAY, '00:00'), end: floor.at('2026-03-04', '00:00') };
    const ids = { siteId: floor.site.id, employeeId: ada.employeeId };
    const facts = await planOf(database, personActivitiesStatement({ ...ids, range }));
    expect(facts).toMatchObject([{ table: 'a', type: 'range', key: 'ix_activity_logs_person_day' }]);
    const state = await planOf(database, personDayStateStatement(ids.siteId, ids.employeeId, DAY));
    expect(wholeReads(state)).toEqual([]);
  });
});
