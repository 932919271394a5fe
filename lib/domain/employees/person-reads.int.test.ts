import { parse } from 'csv-parse/sync';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employees } from '@/lib/db/schema/employees';
import { AwardScene } from '@/lib/domain/gamification/award-fixtures';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { exportPeople } from './export-people-csv';
import { exportPerson } from './export-person-csv';
import { loadEmployeeCalendar, loadEmployeeMapping, loadPagePerson, loadPersonDay } from './loaders';
import { piecesOf, prepareTimeline } from './prepare-timeline';
import { employeeCalendarStatement } from './queries/get-employee-calendar';
import { employeeCalendar, employeeMapping, employeesExportQuery } from './schema';

const database = openTestDatabase();
const MONDAY = '2026-03-02';
const DAY = '2026-03-03';
const LATER = fromIsoInstant('2026-03-05T20:00:00-06:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

const columns = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

describe('the calendar of a person', () => {
  async function weeks() {
    const scene = await AwardScene.create(database);
    const ada = await scene.person('Ada Example');
    const day = (index: number) => addDays(MONDAY, index);
    // The daily target of Packing is 250 points.
    await scene.score(ada, day(0), { points: 250 });
    await scene.score(ada, day(1), { points: 249.99 });
    await scene.score(ada, day(2), { points: 0 });
    await scene.score(ada, day(3), { points: 300 });
    await scene.finalizeUntil(day(3));
    await scene.score(ada, day(4), { points: 10 });
    await scene.award();
    return { scene, ada, day };
  }
  const now = businessDayInterval({ timeZone: 'America/Chicago', dayStart: '00:00' }, addDays(MONDAY, 8)).start;

  it('says which days qualify, which were worked, and which are not final', async () => {
    const { scene, ada, day } = await weeks();
    const answer = employeeCalendar.parse(await loadEmployeeCalendar(scene.site, ada, {}, now));
    expect(answer).toMatchObject({ from: addDays(MONDAY, 8 - 55), to: addDays(MONDAY, 8), source: 'live' });
    expect(
      answer.days.map((one) => [one.date, one.points, one.isWorked, one.isQualifying, one.isFinal, one.streak]),
    ).toEqual([
      [day(0), 250, true, true, true, 1],
      [day(1), 249.99, true, false, true, 0],
      [day(2), 0, false, false, true, 0],
      [day(3), 300, true, true, true, 1],
      [day(4), 10, true, false, false, 1],
    ]);
    expect(answer.days[0]?.targetPoints).toBe(250);
    const range = { from: day(3), to: day(3) };
    const one = await loadEmployeeCalendar(scene.site, ada, range, now);
    expect(one).toMatchObject({ ...range, source: 'stored', days: [{ date: day(3) }] });
  });

  it('has archived days too', async () => {
    const { scene, ada, day } = await weeks();
    await database.execute(sql`
      INSERT INTO daily_scores_archive (site_id, score_date, employee_id, items_processed, finished_items, points_earned,
        clocked_seconds, paid_seconds, break_seconds, active_seconds, idle_seconds, efficiency_rate, activity_count,
        idle_count, period_count, primary_role_id, is_estimated, is_finalized, monthly_target_points, streak, scored_at,
        archive_batch_id)
      SELECT site_id, score_date, employee_id, items_processed, finished_items, points_earned, clocked_seconds,
             paid_seconds, break_seconds, active_seconds, idle_seconds, efficiency_rate, activity_count, idle_count,
             period_count, primary_role_id, is_estimated, is_finalized, monthly_target_points, streak, scored_at, 1
        FROM daily_scores WHERE site_id = ${scene.site.id} AND score_date = ${day(0)}`);
    await database.execute(sql`DELETE FROM daily_scores WHERE site_id = ${scene.site.id} AND score_date = ${day(0)}`);
    const answer = await loadEmployeeCalendar(scene.site, ada, {}, now);
    expect(answer.days.map((one) => one.date)).toEqual([0, 1, 2, 3, 4].map(day));
  });

  it('is refused for strangers and bad ranges, and costs two statements by index', async () => {
    const { scene, ada, day } = await weeks();
    const other = await AwardScene.create(database);
    await expect(loadEmployeeCalendar(other.site, ada, {}, now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const backwards = { from: day(3), to: day(2) };
    await expect(loadEmployeeCalendar(scene.site, ada, backwards, now)).rejects.toMatchObject({ code: 'VALIDATION' });
    const { statements } = await recordStatements(() => loadEmployeeCalendar(scene.site, ada, {}, now));
    expect(statements).toHaveLength(2);
    const params = { siteId: scene.site.id, employeeId: ada, from: day(0), to: day(5) };
    expect(wholeReads(await planOf(database, employeeCalendarStatement(params)))).toEqual([]);
  });
});

describe('the logins of a person', () => {
  it('are those linked to them, and nobody else may be asked for', async () => {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('Ada Example');
    await floor.login(ada.employeeId);
    await floor.login(null);
    const answer = employeeMapping.parse(await loadEmployeeMapping(floor.site, ada.employeeId, LATER));
    expect(answer.identities.map((one) => [one.source, one.status])).toEqual([
      ['api', 'verified'],
      ['api', 'verified'],
    ]);
    const other = await FactFloor.create(database);
    await expect(loadEmployeeMapping(other.site, ada.employeeId, LATER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const id = String(ada.employeeId);
    expect(await loadPagePerson(floor.site.id, id)).toEqual({ employeeId: ada.employeeId, name: 'Ada Example' });
    for (const wrong of ['0', 'ada', '-1', '1.5', '99999999999']) {
      expect(await loadPagePerson(floor.site.id, wrong), wrong).toBeNull();
    }
    expect(await loadPagePerson(other.site.id, id)).toBeNull();
  });
});

describe('CSV of people', () => {
  async function crew() {
    const floor = await FactFloor.create(database);
    const ada = await floor.person('=Ada "Example"');
    await floor.punch(ada, floor.at(DAY, '06:00'), floor.at(DAY, '08:00'));
    await floor.pause(ada, floor.at(DAY, '07:00'), floor.at(DAY, '07:10'), true);
    await floor.scan(ada, 'Packing', 15, floor.at(DAY, '06:00'), floor.at(DAY, '06:30'));
    await floor.person('Gone Example', { archivedAt: LATER });
    await floor.score([ada.employeeId], [DAY], LATER);
    return { floor, ada };
  }

  it('has exactly the rows of the filter, harmless and unformatted, and is audited', async () => {
    const { floor } = await crew();
    await database.insert(employees).values(
      Array.from({ length: 620 }, (_, index) => ({
        siteId: floor.site.id,
        name: `Person ${String(index).padStart(3, '0')}`,
        createdAt: 0,
        updatedAt: 0,
      })),
    );
    const file = async (query: object) =>
      exportPeople(database, floor.site, employeesExportQuery.parse(query), TEST_ACTOR, LATER);
    const all = await file({ date: DAY });
    expect(all.name).toBe(`people-${floor.site.code}-${DAY}.csv`);
    const rows = columns(all.text);
    expect(rows).toHaveLength(621);
    expect(new Set(rows.map((row) => row.employee_id)).size).toBe(621);
    expect(rows.find((row) => row.name?.includes('Ada'))).toMatchObject({
      name: `'=Ada "Example"`,
      department: 'Packing',
      points: '12',
      clocked_seconds: '6600',
      clocked_in_now: 'no',
      archived: 'no',
    });
    expect(columns((await file({ status: 'archived' })).text).map((row) => row.name)).toEqual(['Gone Example']);
    const audit = await database
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.siteId, floor.site.id), eq(auditEvents.action, 'employees.export')));
    expect(audit).toHaveLength(2);
  });

  it('has the pieces of a day, the clock and the scored days of one person', async () => {
    const { floor, ada } = await crew();
    const file = (table: 'day' | 'clock' | 'days') =>
      exportPerson(database, floor.site, ada.employeeId, { table, date: DAY }, TEST_ACTOR, LATER);
    const day = await file('day');
    expect(day.name).toBe(`person-${ada.employeeId}-day-${floor.site.code}-${DAY}.csv`);
    const answer = await loadPersonDay(floor.site, ada.employeeId, { date: DAY }, LATER);
    const timeline = prepareTimeline(answer, { timeZone: floor.site.timeZone, now: LATER });
    const pieces = columns(day.text);
    expect(pieces.map((row) => [row.kind, Number(row.seconds), row.why])).toEqual(
      piecesOf(timeline?.lanes ?? []).map((piece) => [piece.kind, piece.end - piece.start, piece.why]),
    );
    expect(pieces.some((row) => row.kind === 'idle' && row.lane === 'Day')).toBe(true);
    const clock = await file('clock');
    expect(clock.name).toBe(`person-${ada.employeeId}-clock-${floor.site.code}-2026-02-18-to-${DAY}.csv`);
    expect(columns(clock.text).map((row) => [row.kind, row.in, row.out, row.seconds])).toEqual([
      ['clock', '2026-03-03T12:00:00Z', '2026-03-03T14:00:00Z', '7200'],
      ['paid break', '2026-03-03T13:00:00Z', '2026-03-03T13:10:00Z', '600'],
    ]);
    const days = columns((await file('days')).text);
    expect(days).toMatchObject([{ date: DAY, points: '12', clocked_seconds: '6600', final: 'no' }]);
  });
});
