import { randomBytes } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import mysql, { type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { syncRuns } from '@/lib/db/schema/runs';
import type { Site } from '@/lib/domain/sites/schema';
import { getLogger } from '@/lib/platform/log/log';
import { type EpochSeconds, fromIsoInstant, toSqlInstant } from '@/lib/platform/time/instant';
import { createTestSite, openTestDatabase } from '@/test/database';
import { type PodFactoryOptions, runSyncActivities } from './run';

const database = openTestDatabase();
const NOON = fromIsoInstant('2026-03-09T17:30:00Z'); // 12:30 in Chicago
const HOUR = 3600;

const name = `hub_test_pf_${randomBytes(6).toString('hex')}`;
const sourceUrl = new URL(inject('databaseUrl'));
sourceUrl.pathname = `/${name}`;
const source = { url: sourceUrl.href, table: 'report_actions' };
let upstream: Connection;
let site: Site;
let now: EpochSeconds;

beforeAll(async () => {
  const admin = await mysql.createConnection(inject('databaseUrl'));
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await admin.end();
  upstream = await mysql.createConnection({ uri: source.url, timezone: 'Z' });
});
afterAll(async () => {
  await upstream.query(`DROP DATABASE ${name}`);
  await upstream.end();
});
beforeEach(async () => {
  site = await createTestSite(database);
  now = NOON;
  await upstream.query('DROP TABLE IF EXISTS report_actions');
  await upstream.query(`CREATE TABLE report_actions (
    id INT AUTO_INCREMENT PRIMARY KEY, user_email VARCHAR(255), user_name VARCHAR(255), user_role VARCHAR(80),
    action VARCHAR(255), items_count INT, window_start DATETIME, window_end DATETIME, created_at DATETIME)`);
});

type UpstreamRow = {
  id: number;
  start?: EpochSeconds;
  items?: number | null;
  createdAt?: EpochSeconds;
  email?: string | null;
};

async function report(...rows: UpstreamRow[]): Promise<void> {
  const values = rows.map(
    ({ id, start = now - HOUR, items = 10, createdAt = start + 600, email = 'Mara@Example.com' }) => [
      id,
      email,
      'Mara Linden',
      'Picker',
      'Picking',
      items,
      toSqlInstant(start),
      toSqlInstant(start + 600),
      toSqlInstant(createdAt),
    ],
  );
  await upstream.query('REPLACE INTO report_actions VALUES ?', [values]);
}

const sync = (options: PodFactoryOptions = {}) =>
  runSyncActivities(
    { db: database, site, clock: { now: () => now }, log: getLogger() },
    { source, isStart: false, ...options },
  );
const stored = async () =>
  (await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id)))
    .map((row) => [Number(row.referenceId), row.itemsCount])
    .sort(([a = 0], [b = 0]) => a - b);
const runs = () => database.select().from(syncRuns).where(eq(syncRuns.siteId, site.id)).orderBy(asc(syncRuns.id));

describe('the pull of PodFactory', () => {
  it('stores new rows once, under the email in lower case, and notes how far it read', async () => {
    await report({ id: 1 }, { id: 2 });
    expect(await sync()).toMatchObject({ status: 'success', counts: { read: 2, accepted: 2, rejected: 0 } });
    await report({ id: 3 });
    now += 120;
    expect(await sync()).toMatchObject({ counts: { accepted: 1, duplicates: 2, updated: 0 } });
    expect(await stored()).toEqual([
      [1, 10],
      [2, 10],
      [3, 10],
    ]);
    const people = await database.select().from(employeeIdentities).where(eq(employeeIdentities.siteId, site.id));
    expect(people).toMatchObject([
      { source: 'podfactory', externalId: 'mara@example.com', externalName: 'Mara Linden' },
    ]);
    expect((await runs()).map((run) => [run.status, run.watermark, run.source, run.syncType, run.records])).toEqual([
      ['success', '2', 'podfactory', 'sync-activities', 2],
      ['success', '3', 'podfactory', 'sync-activities', 1],
    ]);
  });

  it('reads instants as UTC', async () => {
    await report({ id: 1, start: NOON - HOUR });
    await sync();
    const rows = await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));
    expect(rows).toMatchObject([{ windowStart: NOON - HOUR, windowEnd: NOON - HOUR + 600 }]);
  });

  it('reads the last three days at the start and nothing older', async () => {
    await report({ id: 1, start: NOON - 5 * 24 * HOUR }, { id: 2, start: NOON - 70 * HOUR }, { id: 3000 });
    await sync();
    expect(await stored()).toEqual([
      [2, 10],
      [3000, 10],
    ]);
    await report({ id: 2, start: NOON - 70 * HOUR, items: 11 });
    now += 120;
    await sync();
    expect((await stored())[0]).toEqual([2, 10]);
    now += 120;
    await sync({ isStart: true });
    expect((await stored())[0]).toEqual([2, 11]);
  });

  it('sees a row that became visible late, with an id before the watermark', async () => {
    await report({ id: 1000 });
    await sync();
    await report({ id: 600 }, { id: 400 });
    now += 120;
    await sync();
    expect(await stored()).toEqual([
      [600, 10],
      [1000, 10],
    ]);
  });

  it('goes back more than 500 ids where more were made in ten minutes', async () => {
    const rows = Array.from({ length: 700 }, (_, index) => ({ id: 1001 + index, createdAt: now - 60 }));
    await report({ id: 900, createdAt: now - 2 * HOUR }, ...rows);
    await sync();
    await report({ id: 950, createdAt: now - 60 });
    now += 120;
    await sync();
    expect(await stored()).toContainEqual([950, 10]);
  });

  it('reads the current day again at noon and sees what was changed in it', async () => {
    now = fromIsoInstant('2026-03-09T16:58:00Z');
    await report({ id: 1, start: fromIsoInstant('2026-03-09T06:00:00Z') }, { id: 2000 });
    await sync();
    await report({ id: 1, start: fromIsoInstant('2026-03-09T06:00:00Z'), items: 99 });
    now = fromIsoInstant('2026-03-09T16:59:50Z');
    await sync();
    expect((await stored())[0]).toEqual([1, 10]);
    now = fromIsoInstant('2026-03-09T17:00:30Z');
    await sync();
    expect((await stored())[0]).toEqual([1, 99]);
  });

  it('lists bad rows, stores the good ones beside them, and tries the bad ones again', async () => {
    await report({ id: 1 }, { id: 2, items: null }, { id: 3, items: 20_000 }, { id: 4, email: '' }, { id: 2000 });
    expect(await sync()).toMatchObject({ status: 'success', counts: { accepted: 3, rejected: 2 } });
    const [first] = await runs();
    expect(first?.details).toMatchObject({
      badRows: [
        { id: 2, code: 'invalid' },
        { id: 3, code: 'items_out_of_range' },
      ],
    });
    expect(first?.watermark).toBe('2000');
    await report({ id: 2, items: 7 });
    now += 120;
    expect(await sync()).toMatchObject({ counts: { accepted: 1, rejected: 1 } });
    expect(await stored()).toContainEqual([2, 7]);
  });

  it('takes back what has no items any more', async () => {
    await report({ id: 1 });
    await sync();
    await report({ id: 1, items: 0 });
    now += 120;
    await sync();
    expect(await stored()).toEqual([]);
  });

  it('reads more than one batch', async () => {
    await report(...Array.from({ length: 2_300 }, (_, index) => ({ id: index + 1 })));
    expect(await sync()).toMatchObject({ counts: { read: 2_300, accepted: 2_300 } });
  });

  it('reads the days it is told to, and leaves the watermark', async () => {
    await report(
      { id: 1, start: fromIsoInstant('2026-02-01T15:00:00Z') },
      { id: 2, start: fromIsoInstant('2026-02-03T15:00:00Z') },
    );
    expect(await sync({ from: '2026-02-01', to: '2026-02-02' })).toMatchObject({ counts: { accepted: 1 } });
    expect((await runs()).map((run) => run.watermark)).toEqual([null]);
  });

  it('fails without moving the watermark when the source is not there, and says nothing of its password', async () => {
    await report({ id: 1 });
    await sync();
    await upstream.query('RENAME TABLE report_actions TO away');
    now += 120;
    const result = await sync();
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('PODFACTORY_TABLE') });
    await upstream.query('RENAME TABLE away TO report_actions');
    const wrong = new URL(source.url);
    wrong.password = 'wrong-secret';
    now += 120;
    const refused = await sync({ source: { ...source, url: wrong.href } });
    expect(refused.status).toBe('failed');
    expect(JSON.stringify([refused, await runs()])).not.toContain('wrong-secret');
    await report({ id: 2 });
    now += 120;
    expect(await sync()).toMatchObject({ status: 'success', counts: { accepted: 1 } });
  });
});
