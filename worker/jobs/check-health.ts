import { eq } from 'drizzle-orm';
import { type Database, statementTotals } from '@/lib/db/client';
import { connecteamClocks } from '@/lib/db/schema/connecteam';
import { getActivityRows, getConnectionsShare } from '@/lib/domain/health-check/queries/get-database-load';
import { getSyncAge } from '@/lib/domain/health-check/queries/get-sync-age';
import { type HealthProbe, runCheckHealth } from '@/lib/domain/health-check/run';
import type { Site } from '@/lib/domain/sites/schema';
import { connecteamClientFromEnv } from '@/lib/integrations/connecteam/client-from-env';
import { diskShare } from '@/lib/platform/health/disk';
import { oldestWaitingSeconds } from '@/lib/platform/queue/wake';
import type { JobDefinition } from '../job-definition';

const REGULAR_SYNC_SECONDS = 300;

/** Totals of this process at the last look, so that the mean is one of the last minute. */
let seen = { count: 0, millis: 0 };

export const checkHealth: JobDefinition = {
  name: 'check-health',
  schedule: { kind: 'every', seconds: 60 },
  readsSource: false,
  isEnabled: () => true,
  attempts: 1,
  keepIdleRuns: true,
  run: async ({ db, syncDb, site, clock, log, env }) => {
    const syncAge =
      (isOn: boolean, syncType: string): HealthProbe =>
      async () =>
        isOn ? getSyncAge(db, site.id, syncType, clock.now()) : null;
    const hasConnecteam = env.CONNECTEAM_API_KEY !== undefined || env.CONNECTEAM_CLIENT_ID !== undefined;
    const isPulling = env.ENABLE_AUTO_SYNC;
    return runCheckHealth({
      db,
      site,
      clock,
      log,
      clockSyncSeconds: await clockSyncSeconds(syncDb, site),
      probes: {
        mean_query_millis: async () => meanQueryMillis(),
        connections_share: () => getConnectionsShare(db),
        activity_rows: () => getActivityRows(db),
        clock_sync_age_seconds: syncAge(isPulling && hasConnecteam, 'sync-clock-times'),
        activities_sync_age_seconds: syncAge(isPulling && env.PODFACTORY_DATABASE_URL !== undefined, 'sync-activities'),
        queue_oldest_seconds: () => oldestWaitingSeconds(clock.now()),
        disk_share: () => diskShare('.'),
      },
    });
  },
};

/** Of the statements of this process since the last look; null without any. */
function meanQueryMillis(): number | null {
  const now = statementTotals();
  const count = now.count - seen.count;
  const millis = now.millis - seen.millis;
  seen = now;
  return count === 0 ? null : millis / count;
}

/** More than five minutes on small plans (sync.md, Quota). */
async function clockSyncSeconds(db: Database, site: Site): Promise<number> {
  const client = connecteamClientFromEnv(db);
  if (client === null) return REGULAR_SYNC_SECONDS;
  const clocks = client.clockIds?.length ?? (await db.$count(connecteamClocks, eq(connecteamClocks.siteId, site.id)));
  return client.clockSyncIntervalSeconds(Math.max(1, clocks));
}
