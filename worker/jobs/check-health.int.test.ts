import { eq } from 'drizzle-orm';
import { afterAll, expect, it, vi } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { jobRuns } from '@/lib/db/schema/runs';
import { getAlerts } from '@/lib/domain/alerts/queries/get-alerts';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { announceProcess, presentProcesses } from '@/lib/platform/presence/presence';
import { closeWakeQueue } from '@/lib/platform/queue/wake';
import { closeRedisConnections, openRedis } from '@/lib/platform/redis/redis';
import { currentInstant } from '@/lib/platform/time/clock';
import { createTestSite, openTestDatabase } from '@/test/database';
import { eventually } from '@/test/eventually';
import { performJob } from '../perform';
import { checkHealth } from './check-health';

/** Other tests of the run have processes of their own in the same Redis. */
vi.mock('@/lib/platform/redis/namespace', () => ({ redisNamespace: () => 'hub:check-health-test' }));

const database = openTestDatabase();
afterAll(async () => {
  await closeWakeQueue();
  closeRedisConnections();
  await closeDatabases();
});

const check = async (site: Site) => {
  const outcome = await performJob(checkHealth, site, { kind: 'ordered', options: {}, waitSeconds: 5 });
  expect(outcome).toMatchObject({ counts: { unmeasured: 0 } });
};
const openAlerts = async (site: Site, kind: string) =>
  (await getAlerts(database, { siteId: site.id, statuses: ['open'], kind, limit: 10 })).map(({ title }) => title);

it('watches how many of the cached reads of all web servers are hits, minute by minute', async () => {
  const site = await createTestSite(database);
  const redis = openRedis('cache');
  const web = announceProcess('web', { redis, everyMillis: 50 });
  let key = 0;
  const read = async (times: number, ofKey: () => number) => {
    for (let count = 0; count < times; count++) {
      await cachedLoad(cachePolicies.other('check-health-test', String(ofKey()), []), async () => 'x');
    }
  };
  const told = (reads: number) =>
    eventually(async () => {
      const [one] = await presentProcesses(redis);
      expect((one?.cache.hit ?? 0) + (one?.cache.miss ?? 0)).toBe(reads);
    });

  await read(60, () => key++);
  await told(60);
  await check(site);
  expect(await openAlerts(site, 'health_cache_hit_share')).toEqual([]); // too few to say

  await read(120, () => key++);
  await read(80, () => 0);
  await told(260);
  await check(site);
  expect(await openAlerts(site, 'health_cache_hit_share')).toEqual(['Only 40 % of the cached reads were hits']);

  // Of all reads since the start not enough are hits, of those of the last minute all.
  await read(100, () => 0);
  await told(360);
  await check(site);
  expect(await openAlerts(site, 'health_cache_hit_share')).toEqual([]);
  await web.stop();
});

it('watches the age of the last backup once there are backups', async () => {
  const site = await createTestSite(database);
  await check(site);
  expect(await openAlerts(site, 'health_backup_age_seconds')).toEqual([]);
  const backedUp = async (slot: string, hoursAgo: number) => {
    const at = currentInstant() - hoursAgo * 3_600;
    const row = { job: 'backup', slot: `${site.code}/${slot}`, siteId: site.id, status: 'success' as const };
    await database.insert(jobRuns).values({ ...row, startedAt: at, finishedAt: at, heartbeatAt: at });
  };
  await backedUp('1', 27);
  await check(site);
  expect(await openAlerts(site, 'health_backup_age_seconds')).toEqual(['The last backup is 27 h old']);
  await backedUp('2', 1);
  await check(site);
  expect(await openAlerts(site, 'health_backup_age_seconds')).toEqual([]);
  await database.delete(jobRuns).where(eq(jobRuns.job, 'backup'));
});
