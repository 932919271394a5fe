import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { FactFloor } from '@/test/fact-floor';
import { loadActivePeople, loadClockTimes, loadClockTimesOfPerson } from './loaders';
import { siteClockStatement } from './queries/get-site-clock';
import { unlinkedPeriodsStatement } from './queries/get-unlinked-periods';
import { activePeople, clockTimesOfDay, clockTimesOfPerson } from './schema';

const database = openTestDatabase();
/** 14:00 in Chicago. */
const NOW = fromIsoInstant('2026-03-10T14:00:00-05:00');
const TODAY = '2026-03-10';
const YESTERDAY = '2026-03-09';
const HOUR = 3600;

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/**
 * Today: Ada 06:00-10:00, 10:30- with a break 12:00-12:30 inside; Bo 07:00-13:50, on a break since; Cleo left at 13:00;
 * Dov never clocked out yesterday (06:00). Fay's night began yesterday at 22:00 and ended at 06:00. Two logins of nobody.
 */
async function usualFloor() {
  const floor = await FactFloor.create(database);
  const at = (time: string, day = TODAY) => floor.at(day, time);
  const ada = await floor.person('Ada Example');
  await floor.punch(ada, at('06:00'), at('10:00'));
  await floor.punch(ada, at('10:30'), null);
  await floor.pause(ada, at('12:00'), at('12:30'), true);
  const bo = await floor.person('Bo Example');
  await floor.punch(bo, at('07:00'), at('13:50'));
  await floor.pause(bo, at('13:50'), null);
  const cleo = await floor.person('Cleo Example');
  await floor.punch(cleo, at('05:00'), at('13:00'));
  const dov = await floor.person('Dov Example');
  await floor.punch(dov, at('06:00', YESTERDAY), null);
  const fay = await floor.person('Fay Example');
  await floor.punch(fay, at('22:00', YESTERDAY), at('02:00'));
  await floor.punch(fay, at('02:30'), at('06:00'));
  await floor.punch(await floor.login(), at('08:00'), at('09:00'));
  await floor.punch(await floor.login(null, 'ignored'), at('08:00'), at('09:00'));
  return { floor, at, ada, bo, cleo, dov, fay };
}

describe('the clock times of a day', () => {
  it('are by first clock-in, a night on the day it began, with what nobody is linked to apart', async () => {
    const { floor } = await usualFloor();
    const today = clockTimesOfDay.parse(await loadClockTimes(floor.site, {}, NOW));
    expect(today).toMatchObject({ date: TODAY, source: 'live', state: 'live' });
    expect(today.rows.map((row) => row.name)).toEqual(['Cleo Example', 'Ada Example', 'Bo Example']);
    expect(today.rows[1]).toMatchObject({
      presentSeconds: 7.5 * HOUR,
      clockedSeconds: 7 * HOUR,
      breakSeconds: HOUR / 2,
      paidSeconds: 7.5 * HOUR,
      isClockedIn: true,
      isOnBreak: false,
      periods: [
        { clockOut: '2026-03-10T15:00:00Z', isOpen: false, isMissingClockOut: false },
        { clockIn: '2026-03-10T15:30:00Z', clockOut: null, endsAt: '2026-03-11T01:00:00Z', isOpen: true },
      ],
      breaks: [{ start: '2026-03-10T17:00:00Z', end: '2026-03-10T17:30:00Z', isPaid: true, isOpen: false }],
    });
    expect(today.rows[2]).toMatchObject({ isClockedIn: true, isOnBreak: true, breakSeconds: 600 });
    expect(today.unlinked).toMatchObject([{ source: 'api', name: 'Unknown Login', clockIn: '2026-03-10T13:00:00Z' }]);
    const yesterday = await loadClockTimes(floor.site, { date: YESTERDAY }, NOW);
    expect(yesterday.rows.map((row) => [row.name, row.clockedSeconds / HOUR])).toEqual([
      ['Dov Example', 14],
      ['Fay Example', 7.5],
    ]);
    expect(yesterday).toMatchObject({ source: 'stored', unlinked: [] });
    expect(yesterday.rows[0]?.periods[0]).toMatchObject({ clockOut: null, isOpen: false, isMissingClockOut: true });
  });

  it('are empty on an empty day and refused in the future', async () => {
    const floor = await FactFloor.create(database);
    expect(await loadClockTimes(floor.site, {}, NOW)).toMatchObject({ rows: [], unlinked: [] });
    await expect(loadClockTimes(floor.site, { date: '2026-03-11' }, NOW)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('cost three statements, periods from the covering index', async () => {
    const { floor } = await usualFloor();
    expect((await recordStatements(() => loadClockTimes(floor.site, {}, NOW))).statements).toHaveLength(3);
    expect((await recordStatements(() => loadClockTimes(floor.site, {}, NOW))).statements).toHaveLength(0);
    const other = await FactFloor.create(database);
    const many = await other.person(`Many ${randomBytes(3).toString('hex')}`);
    for (let day = 0; day < 60; day++)
      await other.punch(many, NOW - (day + 20) * 86_400, NOW - (day + 20) * 86_400 + HOUR);
    const interval = businessDayInterval(floor.site, TODAY);
    const plan = await planOf(database, siteClockStatement(floor.site.id, interval));
    expect(wholeReads(plan)).toEqual([]);
    expect(plan[0]).toMatchObject({
      table: 'p',
      key: 'ix_clock_times_range',
      Extra: expect.stringContaining('Using index'),
    });
    expect(wholeReads(await planOf(database, unlinkedPeriodsStatement(floor.site.id, interval)), ['i'])).toEqual([]);
  });
});

describe('who is clocked in now', () => {
  it('has an open period or break, longest first; a forgotten clock-out does not count for ever', async () => {
    const { floor, ada, bo } = await usualFloor();
    const active = activePeople.parse(await loadActivePeople(floor.site, NOW));
    expect(active.rows).toEqual([
      {
        employeeId: ada.employeeId,
        name: 'Ada Example',
        date: TODAY,
        firstClockIn: '2026-03-10T11:00:00Z',
        clockedInSince: '2026-03-10T15:30:00Z',
        clockedSeconds: 7 * HOUR,
        onBreak: null,
      },
      {
        employeeId: bo.employeeId,
        name: 'Bo Example',
        date: TODAY,
        firstClockIn: '2026-03-10T12:00:00Z',
        clockedInSince: null,
        clockedSeconds: 6 * HOUR + 50 * 60,
        onBreak: { since: '2026-03-10T18:50:00Z', isPaid: false },
      },
    ]);
    const { statements } = await recordStatements(() => loadActivePeople(floor.site, NOW));
    expect(statements).toEqual([]);
  });

  it('is nobody on an empty site, for two statements', async () => {
    const floor = await FactFloor.create(database);
    const { result, statements } = await recordStatements(() => loadActivePeople(floor.site, NOW));
    expect(result.rows).toEqual([]);
    expect(statements).toHaveLength(2);
  });
});

describe('the clock times of a person', () => {
  it('are days, newest first, for three statements', async () => {
    const { floor, fay } = await usualFloor();
    const { result, statements } = await recordStatements(() =>
      loadClockTimesOfPerson(floor.site, fay.employeeId, {}, NOW),
    );
    expect(clockTimesOfPerson.parse(result)).toMatchObject({ from: '2026-02-25', to: TODAY, name: 'Fay Example' });
    expect(result.rows.map((row) => [row.date, row.periods.length, row.clockedSeconds / HOUR])).toEqual([
      [YESTERDAY, 2, 7.5],
    ]);
    expect(statements).toHaveLength(3);
    const day = await loadClockTimesOfPerson(floor.site, fay.employeeId, { from: TODAY, to: TODAY }, NOW);
    expect(day.rows).toEqual([]);
  });

  it('are nobody else’s: a person of another site does not exist here', async () => {
    const [one, other] = [await usualFloor(), await FactFloor.create(database)];
    await expect(loadClockTimesOfPerson(other.site, one.ada.employeeId, {}, NOW)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      loadClockTimesOfPerson(one.floor.site, one.ada.employeeId, { from: '2024-01-01' }, NOW),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});
