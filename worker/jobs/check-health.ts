import { eq } from 'drizzle-orm';
import { type Database, statementTotals } from '@/lib/db/client';
import { getReplica } from '@/lib/db/handles';
import { connecteamClocks } from '@/lib/db/schema/connecteam';
import { announceSettled } from '@/lib/domain/alerts/announce';
import { getActivityRows, getConnectionsShare } from '@/lib/domain/health-check/queries/get-database-load';
import { getJobStates } from '@/lib/domain/health-check/queries/get-job-states';
import { getSyncAge } from '@/lib/domain/health-check/queries/get-sync-age';
import { hitShare, REGULAR_SYNC_SECONDS, secondsSinceSuccess } from '@/lib/domain/health-check/rules';
import { type HealthProbe, runCheckHealth } from '@/lib/domain/health-check/run';
import { watchedSyncs } from '@/lib/domain/health-check/watched-syncs';
import type { Site } from '@/lib/domain/sites/schema';
import { connecteamClientFromEnv } from '@/lib/integrations/connecteam/client-from-env';
import type { CacheCounters } from '@/lib/platform/cache/cache';
import { sumCounters } from '@/lib/platform/cache/counters';
import { diskShare } from '@/lib/platform/health/disk';
import { presentProcesses } from '@/lib/platform/presence/presence';
import { oldestWaitingSeconds } from '@/lib/platform/queue/wake';
import { getSharedRedis } from '@/lib/platform/redis/shared';
import type { JobDefinition } from '../job-definition';

/** What was seen at the last look for a site, so that shares and means are of the minute since then. */
const seen = new Map<number, { statements: { count: number; millis: number }; reads: Map<string, CacheCounters> }>();

export const checkHealth: JobDefinition = {
  name: 'check-health',
  schedule: { kind: 'every', seconds: 60 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 1,
  keepIdleRuns: true,
  run: async ({ db, syncDb, site, clock, log, env }) => {
    const watched = watchedSyncs(env);
    const syncAge =
      (source: string): HealthProbe =>
      async () => {
        const sync = watched.find((one) => one.source === source);
        return sync === undefined ? null : getSyncAge(db, site.id, sync.syncType, clock.now());
      };
    const counts = await runCheckHealth({
      db,
      site,
      clock,
      log,
      clockSyncSeconds: await clockSyncSeconds(syncDb, site),
      probes: {
        mean_query_millis: async () => meanQueryMillis(site),
        connections_share: () => getConnectionsShare(db),
        activity_rows: () => getActivityRows(db),
        replication_lag_seconds: async () => (await getReplica()?.state.currentLagSeconds()) ?? null,
        clock_sync_age_seconds: syncAge('connecteam'),
        activities_sync_age_seconds: syncAge('podfactory'),
        queue_oldest_seconds: () => oldestWaitingSeconds(clock.now()),
        backup_age_seconds: async () => {
          const backup = (await getJobStates(db)).find(({ job }) => job === 'backup');
          return secondsSinceSuccess(backup, clock.now());
        },
        disk_share: () => diskShare('.'),
        cache_hit_share: () => cacheHitShare(site),
      },
    });
    await announceSettled(site.id, counts);
    return counts;
  },
};

function seenFor(site: Site) {
  const known = seen.get(site.id) ?? { statements: { count: 0, millis: 0 }, reads: new Map() };
  seen.set(site.id, known);
  return known;
}

/** Of the statements of this process since the last look; null without any. */
function meanQueryMillis(site: Site): number | null {
  const known = seenFor(site);
  const before = known.statements;
  known.statements = statementTotals();
  const count = known.statements.count - before.count;
  return count === 0 ? null : (known.statements.millis - before.millis) / count;
}

/** Of the reads of all web servers since the last look, as they told; null when there were too few to say. */
async function cacheHitShare(site: Site): Promise<number | null> {
  const redis = getSharedRedis();
  if (redis === undefined) return null;
  const known = seenFor(site);
  const before = known.reads;
  const webs = (await presentProcesses(redis)).filter(({ kind }) => kind === 'web');
  known.reads = new Map(webs.map(({ id, cache }) => [id, cache]));
  const since = webs.map(({ id, cache }) => {
    const { hit = 0, miss = 0, stale = 0, error = 0 } = before.get(id) ?? {};
    return { hit: cache.hit - hit, miss: cache.miss - miss, stale: cache.stale - stale, error: cache.error - error };
  });
  return hitShare(sumCounters(since));
}

/** More than five minutes on small plans (sync.md, Quota). */
async function clockSyncSeconds(db: Database, site: Site): Promise<number> {
  const client = connecteamClientFromEnv(db);
  if (client === null) return REGULAR_SYNC_SECONDS;
  const clocks = client.clockIds?.length ?? (await db.$count(connecteamClocks, eq(connecteamClocks.siteId, site.id)));
  return client.clockSyncIntervalSeconds(Math.max(1, clocks));
}
