import { Counter, Gauge, Registry } from 'prom-client';
import type { PoolState } from '@/lib/db/client';
import { prepareSources } from '@/lib/domain/sources/prepare';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { HubFacts, Reading } from './read-facts';
import { secondsSinceSuccess } from './rules';

/** What the process knows of itself besides the facts. */
export type OwnCounts = {
  version: string;
  statements: { count: number; millis: number };
  liveConnections: number;
};

type Sample = { value: number; labels?: Record<string, string> };

/**
 * The facts as metrics of Prometheus, made anew for each question, so that nothing that is gone stays. What could not be
 * read is left out, and `hub_part_up` says so. `siteCode`: sources of this site only.
 */
export function metricsOf(facts: HubFacts, own: OwnCounts, siteCode: string | null): Registry {
  const registry = new Registry();
  const add = (kind: typeof Gauge | typeof Counter, name: string, help: string, samples: readonly Sample[]) => {
    if (samples.length === 0) return;
    const labelNames = [...new Set(samples.flatMap(({ labels = {} }) => Object.keys(labels)))];
    const metric = new kind({ name, help, labelNames, registers: [registry] });
    for (const { value, labels = {} } of samples) metric.inc(labels, value);
  };
  const gauge = (name: string, help: string, samples: readonly Sample[]) => add(Gauge, name, help, samples);
  const counter = (name: string, help: string, samples: readonly Sample[]) => add(Counter, name, help, samples);

  gauge('hub_build_info', 'Always 1; the version is the label.', [{ value: 1, labels: { version: own.version } }]);
  gauge('hub_part_up', 'Whether a part of the hub could be looked at.', partsUp(facts));

  counter('hub_database_statements_total', 'SQL statements of this process.', [{ value: own.statements.count }]);
  counter('hub_database_statement_seconds_total', 'Time that SQL statements of this process took.', [
    { value: own.statements.millis / 1_000 },
  ]);
  const pools = poolsOf(facts);
  gauge(
    'hub_database_pool_connections',
    'Open connections of this process by pool and state.',
    pools.flatMap(({ pool, state: { open, free } }) => [
      { value: open - free, labels: { pool, state: 'used' } },
      { value: free, labels: { pool, state: 'idle' } },
    ]),
  );
  gauge(
    'hub_database_pool_size',
    'Connections a pool may open.',
    ofPools(pools, ({ size }) => size),
  );
  gauge(
    'hub_database_pool_waiting',
    'Statements waiting for a connection.',
    ofPools(pools, ({ waiting }) => waiting),
  );
  const primary = known(facts.primary);
  gauge('hub_database_connections_ratio', "Share of the server's connections in use.", one(primary?.connectionsShare));
  gauge('hub_database_latency_seconds', 'Time of a statement that does nothing.', one(seconds(primary?.latencyMillis)));
  const replica = known(facts.replica);
  gauge('hub_replica_lag_seconds', 'How far the replica is behind.', one(replica?.lagSeconds));
  gauge('hub_replica_usable', 'Whether pages read from the replica.', one(replica && Number(replica.isUsable)));
  gauge('hub_redis_latency_seconds', 'Time of a PING.', one(seconds(known(facts.redis)?.latencyMillis)));

  counter(
    'hub_cache_reads_total',
    'Cached reads of this process by kind of value and result.',
    Object.entries(facts.cache).flatMap(([key, { hit, miss, stale, error }]) =>
      Object.entries({ hit, miss, stale, error }).map(([result, value]) => ({ value, labels: { key, result } })),
    ),
  );
  gauge('hub_live_connections', 'Live streams that this process holds open.', [{ value: own.liveConnections }]);

  const { oldestSeconds, ...depth } = known(facts.queue) ?? {};
  gauge(
    'hub_queue_jobs',
    'Jobs in the queue by state.',
    Object.entries(depth).map(([state, value]) => ({ value, labels: { state } })),
  );
  gauge('hub_queue_oldest_waiting_seconds', 'How long the oldest job has been waiting.', one(oldestSeconds));
  const processes = known(facts.processes);
  gauge(
    'hub_processes',
    'Living processes of the hub by kind.',
    processes === undefined
      ? []
      : (['web', 'worker'] as const).map((kind) => ({
          value: processes.filter((process) => process.kind === kind).length,
          labels: { kind },
        })),
  );

  counter(
    'hub_job_runs_total',
    'Ended runs of jobs, of all workers, since Redis was last empty.',
    (known(facts.jobCounters) ?? []).map(({ job, end, count }) => ({ value: count, labels: { job, result: end } })),
  );
  const jobs = known(facts.jobs) ?? [];
  gauge(
    'hub_job_last_success_timestamp_seconds',
    'When the last good run on record of a job began.',
    jobs.flatMap(({ job, lastSuccessAt }) =>
      lastSuccessAt === null ? [] : [{ value: lastSuccessAt, labels: { job } }],
    ),
  );
  gauge(
    'hub_job_last_failure_timestamp_seconds',
    'When the last failed run on record of a job began.',
    jobs.flatMap(({ job, lastFailureAt }) =>
      lastFailureAt === null ? [] : [{ value: lastFailureAt, labels: { job } }],
    ),
  );
  gauge(
    'hub_source_age_seconds',
    'Seconds since a source last brought something good.',
    (known(facts.sources) ?? [])
      .filter((site) => siteCode === null || site.siteCode === siteCode)
      .flatMap((site) =>
        prepareSources(site.facts, facts.readAt).flatMap(({ source, lastGoodAt }) =>
          lastGoodAt === null
            ? []
            : [
                {
                  value: Math.max(0, facts.readAt - fromIsoInstant(lastGoodAt)),
                  labels: { site: site.siteCode, source },
                },
              ],
        ),
      ),
  );
  const backupAge = secondsSinceSuccess(
    jobs.find(({ job }) => job === 'backup'),
    facts.readAt,
  );
  gauge('hub_backup_age_seconds', 'Seconds since the last backup, or the first try of one.', one(backupAge));
  gauge('hub_disk_used_ratio', "How full the hub's disk is.", one(known(facts.disk)));
  return registry;
}

function known<T>(reading: Reading<T> | null): T | undefined {
  return reading?.isKnown === true ? reading.value : undefined;
}

function one(value: number | null | undefined): Sample[] {
  return value === null || value === undefined ? [] : [{ value }];
}

function seconds(millis: number | undefined): number | undefined {
  return millis === undefined ? undefined : millis / 1_000;
}

function partsUp({ primary, replica, redis, queue, processes, jobs, jobCounters, sources, disk }: HubFacts): Sample[] {
  const parts = { primary, replica, redis, queue, processes, jobs, job_counters: jobCounters, sources, disk };
  return Object.entries(parts).flatMap(([part, reading]) =>
    reading === null ? [] : [{ value: Number(reading.isKnown), labels: { part } }],
  );
}

type NamedPool = { pool: string; state: PoolState };

function poolsOf({ primaryPool, replicaPool }: HubFacts): NamedPool[] {
  return [
    { pool: 'primary', state: primaryPool },
    ...(replicaPool === null ? [] : [{ pool: 'replica', state: replicaPool }]),
  ];
}

function ofPools(pools: readonly NamedPool[], value: (state: PoolState) => number): Sample[] {
  return pools.map(({ pool, state }) => ({ value: value(state), labels: { pool } }));
}
