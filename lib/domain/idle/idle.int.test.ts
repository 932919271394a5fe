import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { getAlerts } from '@/lib/domain/alerts/queries/get-alerts';
import { ALERT_STATUSES } from '@/lib/domain/alerts/rules';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { getIdleNow } from './queries/get-idle-now';
import { possiblyPresentStatement } from './queries/get-possibly-present';
import { runCheckIdle } from './run';

const database = openTestDatabase();
const at = (time: string) => winterTime(`2026-03-03 ${time}`);

describe('getIdleNow', () => {
  it('finds who is clocked in, not on a break and beyond the deadline, the longest pause first', async () => {
    const scene = await DayScene.create(database);
    const [ada, bo, cleo, dov, eve, fay] = [
      await scene.person('Ada Example'),
      await scene.person('Bo Example'),
      await scene.person('Cleo Example'),
      await scene.person('Dov Example'),
      await scene.person('Eve Example', { isScanning: false }),
      await scene.person('Fay Example'),
    ];
    for (const person of [ada, bo, cleo, dov, eve]) await scene.punch(person, at('06:00'), null);
    await scene.punch(fay, at('06:00'), at('06:30'));
    // Heat press: 15 minutes after 06:20. Bo never scanned: 15 minutes after clock-in.
    await scene.scan(ada, 'Heat Press', 10, at('06:10'));
    await scene.scan(cleo, 'Heat Press', 10, at('06:40'));
    await scene.scan(dov, 'Heat Press', 10, at('06:10'));
    await scene.pause(dov, at('06:30'), null);
    const idle = await getIdleNow(database, scene.site, at('06:42'));
    expect(idle).toEqual([
      {
        employeeId: bo.employeeId,
        name: 'Bo Example',
        severity: 'critical',
        since: at('06:15'),
        idleSeconds: 27 * 60,
        roleId: null,
        department: null,
        quietSeconds: 42 * 60,
        hasScans: false,
      },
      {
        employeeId: ada.employeeId,
        name: 'Ada Example',
        severity: 'warning',
        since: at('06:35'),
        idleSeconds: 7 * 60,
        roleId: scene.roleId('Heat Press'),
        department: 'Heat Press',
        quietSeconds: 22 * 60,
        hasScans: true,
      },
    ]);
  });

  it('counts a night shift past midnight with the day it began on', async () => {
    const scene = await DayScene.create(database);
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, winterTime('2026-03-02 22:00'), null);
    await scene.scan(ada, 'Heat Press', 10, winterTime('2026-03-02 23:50'));
    expect(await getIdleNow(database, scene.site, at('00:15'))).toEqual([]);
    expect(await getIdleNow(database, scene.site, at('00:20'))).toMatchObject([
      { idleSeconds: 300, quietSeconds: 1200 },
    ]);
  });

  it('has nobody on an empty site or past the cap of a forgotten punch', async () => {
    const scene = await DayScene.create(database);
    expect(await getIdleNow(database, scene.site, at('08:00'))).toEqual([]);
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, winterTime('2026-03-02 08:00'), null);
    expect(await getIdleNow(database, scene.site, at('08:00'))).toEqual([]);
  });

  it('needs the same number of statements for one and for twelve people, and no whole table', async () => {
    const scene = await DayScene.create(database);
    const newcomer = async (index: number) => {
      const person = await scene.person(`Person ${index} Example`);
      await scene.punch(person, at('06:00'), null);
      await scene.scan(person, 'Packing', 1, at('06:05'));
    };
    const count = async () =>
      (await recordStatements(() => runCheckIdle(database, scene.site, at('07:00')))).statements.length;
    await newcomer(0);
    const one = await count();
    for (let index = 1; index < 12; index++) await newcomer(index);
    expect(await count()).toBe(one);
    for (let day = 1; day < 28; day++) {
      const shift = winterTime(`2026-02-${String(day).padStart(2, '0')} 06:00`);
      await database.execute(sql`
        INSERT INTO clock_times (site_id, source, source_shift_id, identity_id, employee_id, clock_in, clock_out, is_active,
                                 created_at, updated_at)
        SELECT site_id, source, CONCAT(source_shift_id, '-', ${day}), identity_id, employee_id,
               FROM_UNIXTIME(${shift}), FROM_UNIXTIME(${shift + 3600}), 0, created_at, updated_at
          FROM clock_times WHERE site_id = ${scene.site.id} AND is_active = 1`);
    }
    await database.execute(sql`ANALYZE TABLE clock_times, employees`);
    const now = at('07:00');
    const plan = await planOf(
      database,
      possiblyPresentStatement({ siteId: scene.site.id, since: now - 2 * 86_400, now }),
    );
    expect(wholeReads(plan, ['e'])).toEqual([]);
    expect(plan.find((step) => step.table === 'clock_times')).toMatchObject({
      key: 'ix_clock_times_range',
      Extra: expect.stringContaining('Using index'),
    });
  });
});

describe('runCheckIdle', () => {
  it('raises an alert about the process, updates it, and closes it with the next scan', async () => {
    const scene = await DayScene.create(database);
    const ada = await scene.person('Ada Example');
    await scene.punch(ada, at('06:00'), null);
    await scene.scan(ada, 'Heat Press', 10, at('06:10'));
    const alerts = () => getAlerts(database, { siteId: scene.site.id, statuses: ALERT_STATUSES, limit: 10 });
    expect(await runCheckIdle(database, scene.site, at('06:35'))).toMatchObject({ idle: 0 });
    expect(await runCheckIdle(database, scene.site, at('06:40'))).toMatchObject({ idle: 1, opened: 1 });
    expect(await alerts()).toMatchObject([
      {
        kind: 'idle',
        subject: `employee:${ada.employeeId}`,
        severity: 'warning',
        title: 'No scans at Heat Press for 20 min',
        dueAt: at('07:40'),
      },
    ]);
    expect(await runCheckIdle(database, scene.site, at('06:45'))).toMatchObject({ idle: 1, changed: 1 });
    expect(await alerts()).toMatchObject([
      { severity: 'critical', title: 'No scans at Heat Press for 25 min', dueAt: at('07:00') },
    ]);
    await scene.scan(ada, 'Heat Press', 10, at('06:45'));
    expect(await runCheckIdle(database, scene.site, at('06:55'))).toMatchObject({ idle: 0, closed: 1 });
    expect(await alerts()).toMatchObject([{ status: 'resolved', resolvedBy: 'system' }]);
  });
});
