import type { PoolState } from '@/lib/db/client';
import { intervalSecondsOf, prepareSources } from '@/lib/domain/sources/prepare';
import type { SourceState } from '@/lib/domain/sources/schema';
import type { CacheCounters } from '@/lib/platform/cache/cache';
import { sumCounters } from '@/lib/platform/cache/counters';
import { fromIsoInstant, toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { HubFacts, Reading, SiteSources } from './read-facts';
import { type HealthMeasure, hitShare, judgeHealth, REGULAR_SYNC_SECONDS, secondsSinceSuccess } from './rules';
import type { DetailedHealth, PartStatus } from './schema';
import type { WatchedSync } from './watched-syncs';

type Verdict = { status: PartStatus; problem: string | null };
type Parts = DetailedHealth['parts'];

const OK: Verdict = { status: 'ok', problem: null };
const OFF: Verdict = { status: 'off', problem: null };
/** From best to worst. */
const SEVERITIES: readonly PartStatus[] = ['off', 'ok', 'unknown', 'warning', 'critical'];

/** The facts judged by the thresholds of rules.ts. `siteCode`: sources of this site only. */
export function prepareHealth(
  facts: HubFacts,
  options: { watched: readonly WatchedSync[]; siteCode: string | null; version: string; uptimeSeconds: number },
): DetailedHealth {
  const parts: Parts = {
    primary: primaryPart(facts),
    replica: replicaPart(facts),
    redis: redisPart(facts),
    queue: queuePart(facts),
    workers: workersPart(facts),
    jobs: jobsPart(facts),
    sources: sourcesPart(facts, options.watched, options.siteCode),
    cache: cachePart(facts.cache),
    backup: backupPart(facts),
    disk: diskPart(facts),
  };
  const worst = worstOf(Object.values(parts)).status;
  return {
    status: worst === 'critical' || worst === 'ok' ? worst : 'warning',
    checkedAt: toIsoInstant(facts.readAt),
    version: options.version,
    uptimeSeconds: options.uptimeSeconds,
    parts,
  };
}

function primaryPart({ primary, primaryPool }: HubFacts): Parts['primary'] {
  const pool = poolOf(primaryPool);
  if (!primary.isKnown) return { ...lost(primary), latencyMillis: null, connectionsShare: null, pool };
  const { latencyMillis, connectionsShare } = primary.value;
  const verdict = worstOf([judge('mean_query_millis', latencyMillis), judge('connections_share', connectionsShare)]);
  return { ...verdict, latencyMillis: tenths(latencyMillis), connectionsShare, pool };
}

function replicaPart({ replica, replicaPool }: HubFacts): Parts['replica'] {
  const pool = replicaPool && poolOf(replicaPool);
  if (replica === null) return { ...OFF, latencyMillis: null, lagSeconds: null, pool };
  if (!replica.isKnown) return { ...lost(replica), latencyMillis: null, lagSeconds: null, pool };
  const { latencyMillis, lagSeconds } = replica.value;
  const verdict = judge('replication_lag_seconds', lagSeconds);
  return { ...verdict, latencyMillis: tenths(latencyMillis), lagSeconds, pool };
}

function redisPart({ redis }: HubFacts): Parts['redis'] {
  if (redis === null) return { ...OFF, latencyMillis: null };
  if (!redis.isKnown) return { ...lost(redis), latencyMillis: null };
  return { ...OK, latencyMillis: tenths(redis.value.latencyMillis) };
}

function queuePart({ queue }: HubFacts): Parts['queue'] {
  const nothing = { waiting: null, active: null, delayed: null, failed: null, oldestSeconds: null };
  if (queue === null) return { ...OFF, ...nothing };
  if (!queue.isKnown) return { ...unknown(queue), ...nothing };
  return { ...judge('queue_oldest_seconds', queue.value.oldestSeconds), ...queue.value };
}

function workersPart({ processes }: HubFacts): Parts['workers'] {
  if (processes === null) return { ...OFF, processes: [] };
  if (!processes.isKnown) return { ...unknown(processes), processes: [] };
  const workers = processes.value.filter(({ kind }) => kind === 'worker');
  return {
    ...(workers.length === 0 ? critical('No worker is running') : OK),
    processes: workers.map(({ version, startedAt, seenAt }) => ({ version, startedAt, seenAt })),
  };
}

function jobsPart({ jobs }: HubFacts): Parts['jobs'] {
  if (!jobs.isKnown) return { ...unknown(jobs), jobs: [] };
  const failing = jobs.value
    .filter(({ lastSuccessAt, lastFailureAt }) => lastFailureAt !== null && lastFailureAt > (lastSuccessAt ?? 0))
    .map(({ job }) => job);
  return {
    ...(failing.length === 0 ? OK : warning(`The last run failed: ${failing.join(', ')}`)),
    jobs: jobs.value.map(({ job, lastSuccessAt, lastFailureAt }) => ({
      job,
      lastSuccessAt: toIsoInstantOrNull(lastSuccessAt),
      lastFailureAt: toIsoInstantOrNull(lastFailureAt),
    })),
  };
}

function sourcesPart(
  { sources, readAt }: HubFacts,
  watched: readonly WatchedSync[],
  siteCode: string | null,
): Parts['sources'] {
  if (!sources.isKnown) return { ...unknown(sources), sources: [] };
  const ofSites = sources.value.filter((one) => siteCode === null || one.siteCode === siteCode);
  const told = ofSites.flatMap((site) =>
    prepareSources(site.facts, readAt).map((state) => ({
      state: { site: site.siteCode, ...withoutReason(state) },
      verdict: judgeSource(site, state, watched, readAt),
    })),
  );
  return { ...worstOf(told.map(({ verdict }) => verdict)), sources: told.map(({ state }) => state) };
}

/** Reasons stay on the hub's own pages: they repeat what a source or its network said. */
function withoutReason({ reason: _, ...rest }: SourceState) {
  return rest;
}

/** A source that nobody has to read regularly, such as pushed scans, is told and not judged. */
function judgeSource(site: SiteSources, state: SourceState, watched: readonly WatchedSync[], now: number): Verdict {
  const sync = watched.find(({ source }) => source === state.source);
  if (sync === undefined) return OK;
  const who = `${state.label} (${site.siteCode})`;
  const verdicts: Verdict[] = [];
  if (state.state === 'failed' || state.state === 'partial') {
    verdicts.push(warning(`${who}: the last reading ${state.state === 'failed' ? 'failed' : 'was not complete'}`));
  }
  if (state.lastGoodAt !== null) {
    const age = Math.max(0, now - fromIsoInstant(state.lastGoodAt));
    const intervals = site.facts.flatMap((fact) =>
      fact.source === state.source ? (intervalSecondsOf(fact) ?? []) : [],
    );
    const { status, problem } = judge(sync.measure, age, Math.max(REGULAR_SYNC_SECONDS, ...intervals));
    verdicts.push({ status, problem: problem && `${who}: ${problem}` });
  }
  return worstOf(verdicts);
}

function cachePart(counters: Record<string, CacheCounters>): Parts['cache'] {
  const all = sumCounters(Object.values(counters));
  const judged = hitShare(all);
  return {
    ...(judged === null ? OK : judge('cache_hit_share', judged)),
    hitShare: hitShare(all, 1),
    keys: Object.entries(counters).map(([key, reads]) => ({ key, ...reads, hitShare: hitShare(reads, 1) })),
  };
}

function backupPart({ jobs, readAt }: HubFacts): Parts['backup'] {
  const nothing = { lastBackupAt: null, ageSeconds: null, lastProvenRestoreAt: null };
  if (!jobs.isKnown) return { ...unknown(jobs), ...nothing };
  const backup = jobs.value.find(({ job }) => job === 'backup');
  const proof = jobs.value.find(({ job }) => job === 'verify-backup');
  const age = secondsSinceSuccess(backup, readAt);
  const never = backup !== undefined && backup.lastSuccessAt === null;
  const lastBackupAt = backup?.lastSuccessAt ?? null;
  return {
    ...(age === null ? OFF : never ? critical('No backup has succeeded yet') : judge('backup_age_seconds', age)),
    lastBackupAt: toIsoInstantOrNull(lastBackupAt),
    ageSeconds: lastBackupAt === null ? null : age,
    lastProvenRestoreAt: toIsoInstantOrNull(proof?.lastSuccessAt ?? null),
  };
}

function diskPart({ disk }: HubFacts): Parts['disk'] {
  if (!disk.isKnown) return { ...unknown(disk), usedShare: null };
  return { ...judge('disk_share', disk.value), usedShare: disk.value };
}

function judge(measure: HealthMeasure, value: number, clockSyncSeconds = REGULAR_SYNC_SECONDS): Verdict {
  const finding = judgeHealth(measure, value, clockSyncSeconds);
  return finding === null ? OK : { status: finding.severity, problem: finding.title };
}

/** The worst status, with all that is wrong. */
function worstOf(verdicts: readonly Verdict[]): Verdict {
  const worst = Math.max(SEVERITIES.indexOf('ok'), ...verdicts.map(({ status }) => SEVERITIES.indexOf(status)));
  const problems = verdicts.flatMap(({ problem }) => problem ?? []);
  return { status: SEVERITIES[worst] ?? 'ok', problem: problems.length === 0 ? null : problems.join('; ') };
}

const warning = (problem: string): Verdict => ({ status: 'warning', problem });
const critical = (problem: string): Verdict => ({ status: 'critical', problem });
/** The hub needs it. */
const lost = ({ problem }: Reading<never> & { isKnown: false }): Verdict => critical(problem);
/** What it would tell is not known; what is to blame is told by another part. */
const unknown = ({ problem }: Reading<never> & { isKnown: false }): Verdict => ({ status: 'unknown', problem });

function poolOf({ size, open, free, waiting }: PoolState) {
  const used = open - free;
  return { size, used, free: size - used, waiting };
}

function tenths(millis: number): number {
  return Math.round(millis * 10) / 10;
}
