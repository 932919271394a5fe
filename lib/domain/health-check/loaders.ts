import { statementTotals } from '@/lib/db/client';
import { getDatabase, getReplica } from '@/lib/db/handles';
import { cacheCounters } from '@/lib/platform/cache/cache';
import { getEnv } from '@/lib/platform/env/env';
import { processHealth } from '@/lib/platform/health/health';
import { liveConnections } from '@/lib/platform/live/connection-limits';
import { getLogger } from '@/lib/platform/log/log';
import { processRegistry } from '@/lib/platform/metrics/process-metrics';
import { processWide } from '@/lib/platform/process/process-wide';
import { oldestWaitingSeconds, queueDepth } from '@/lib/platform/queue/wake';
import { getSharedRedis } from '@/lib/platform/redis/shared';
import { systemClock } from '@/lib/platform/time/clock';
import { prepareHealth } from './prepare';
import { type HubFacts, readHubFacts } from './read-facts';
import type { DetailedHealth } from './schema';
import { watchedSyncs } from './watched-syncs';
import { metricsOf } from './write-metrics';

/** How the hub is, part by part. `siteCode`: sources of this site only. */
export async function loadDetailedHealth(siteCode: string | null): Promise<DetailedHealth> {
  const { version, uptimeSeconds } = processHealth();
  const facts = await ownFacts();
  return prepareHealth(facts, { watched: watchedSyncs(getEnv()), siteCode, version, uptimeSeconds });
}

/** What this process counted and what is known of the whole hub, as text for Prometheus. */
export async function loadMetrics(siteCode: string | null): Promise<{ text: string; contentType: string }> {
  const facts = await ownFacts();
  const own = {
    version: processHealth().version,
    statements: statementTotals(),
    liveConnections: liveConnections().count,
  };
  const texts = [processRegistry(), metricsOf(facts, own, siteCode)].map((registry) => registry.metrics());
  return { text: (await Promise.all(texts)).join('\n'), contentType: processRegistry().contentType };
}

/** Whoever asks while the hub is being looked at gets the same answer: a part that hangs is not asked ever more often. */
function ownFacts(): Promise<HubFacts> {
  const look = processWide('hub-facts', (): { underWay?: Promise<HubFacts> } => ({}));
  look.underWay ??= readOwnFacts().finally(() => {
    look.underWay = undefined;
  });
  return look.underWay;
}

function readOwnFacts(): Promise<HubFacts> {
  const replica = getReplica();
  const redis = getSharedRedis() ?? null;
  return readHubFacts({
    clock: systemClock,
    log: getLogger(),
    db: getDatabase(),
    replica: replica && { state: replica.state, poolState: replica.database.poolState },
    redis,
    queue: redis && { depth: queueDepth, oldestWaitingSeconds },
    cacheCounters: cacheCounters(),
    directory: '.',
  });
}
