import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { statementTotals } from '@/lib/db/client';
import { syncRuns } from '@/lib/db/schema/runs';
import { getAlerts } from '@/lib/domain/alerts/queries/get-alerts';
import { ALERT_STATUSES } from '@/lib/domain/alerts/rules';
import { diskShare } from '@/lib/platform/health/disk';
import { getLogger } from '@/lib/platform/log/log';
import { createTestSite, openTestDatabase } from '@/test/database';
import { planOf, wholeReads } from '@/test/explain';
import { getActivityRows, getConnectionsShare } from './queries/get-database-load';
import { getSyncAge, syncAgeStatement } from './queries/get-sync-age';
import { type CheckHealthOptions, runCheckHealth } from './run';

const database = openTestDatabase();
const NOW = 1_780_000_000;

async function setUp() {
  const site = await createTestSite(database);
  const check = (probes: CheckHealthOptions['probes'], limitMillis?: number) =>
    runCheckHealth({
      db: database,
      site,
      clock: { now: () => NOW },
      log: getLogger(),
      probes,
      clockSyncSeconds: 300,
      limitMillis,
    });
  const alerts = async () =>
    (await getAlerts(database, { siteId: site.id, statuses: ALERT_STATUSES, limit: 10 })).map(
      (alert) => `${alert.kind} ${alert.severity} ${alert.status}: ${alert.title}`,
    );
  const ran = (status: 'success' | 'partial' | 'failed', startedAt: number) =>
    database.insert(syncRuns).values({
      siteId: site.id,
      source: 'connecteam',
      syncType: 'sync-clock-times',
      status,
      startedAt,
      finishedAt: startedAt + 10,
      heartbeatAt: startedAt,
      details: {},
    });
  return { site, check, alerts, ran };
}

describe('runCheckHealth', () => {
  it('raises an alert per measure, changes its severity and closes it', async () => {
    const { check, alerts } = await setUp();
    expect(await check({ disk_share: async () => 0.85, queue_oldest_seconds: async () => 10 })).toEqual({
      measured: 2,
      unmeasured: 0,
      warning: 1,
      critical: 0,
      opened: 1,
      changed: 0,
      closed: 0,
    });
    expect(await alerts()).toEqual(['health_disk_share warning open: The disk is 85 % full']);
    await check({ disk_share: async () => 0.95 });
    expect(await alerts()).toEqual(['health_disk_share critical open: The disk is 95 % full']);
    expect(await check({ disk_share: async () => 0.5 })).toMatchObject({ closed: 1 });
    expect(await alerts()).toEqual(['health_disk_share critical resolved: The disk is 95 % full']);
  });

  it('keeps the alert of what cannot be measured, and closes that of what is no longer there', async () => {
    const { check, alerts } = await setUp();
    await check({ disk_share: async () => 0.85, queue_oldest_seconds: async () => 90 });
    const hangs = () => new Promise<number>(() => undefined);
    const fails = () => Promise.reject(new Error('away'));
    expect(await check({ disk_share: fails, queue_oldest_seconds: hangs }, 50)).toMatchObject({
      unmeasured: 2,
      closed: 0,
    });
    expect(await check({})).toMatchObject({ measured: 0, closed: 0 });
    expect(await check({ queue_oldest_seconds: async () => null })).toMatchObject({ closed: 1 });
    expect((await alerts()).filter((alert) => alert.includes('open'))).toHaveLength(1);
  });
});

describe('what is measured', () => {
  it('is the age of the last sync that brought something, else of the first try', async () => {
    const { site, ran } = await setUp();
    const age = () => getSyncAge(database, site.id, 'sync-clock-times', NOW);
    expect(await age()).toBeNull();
    await ran('failed', NOW - 900);
    expect(await age()).toBe(900);
    await ran('partial', NOW - 600);
    await ran('failed', NOW - 100);
    expect(await age()).toBe(590);
    await ran('success', NOW - 60);
    expect(await age()).toBe(50);
    expect(await getSyncAge(database, site.id, 'sync-activities', NOW)).toBeNull();
    await database.execute(sql`ANALYZE TABLE sync_runs`);
    expect(wholeReads(await planOf(database, syncAgeStatement(site.id, 'sync-clock-times')))).toEqual([]);
  });

  it('are connections, rows and the disk as the servers tell them', async () => {
    const before = statementTotals();
    const share = await getConnectionsShare(database);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    expect(await getActivityRows(database)).toBeGreaterThanOrEqual(0);
    expect(statementTotals().count).toBe(before.count + 3);
    expect(statementTotals().millis).toBeGreaterThan(before.millis);
    const disk = await diskShare('.');
    expect(disk).toBeGreaterThan(0);
    expect(disk).toBeLessThan(1);
  });
});
