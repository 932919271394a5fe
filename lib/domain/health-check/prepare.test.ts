import { describe, expect, it } from 'vitest';
import { prepareHealth } from './prepare';
import type { HubFacts, Reading } from './read-facts';
import { detailedHealth } from './schema';
import type { WatchedSync } from './watched-syncs';

const NOW = 1_800_000_000;
const known = <T>(value: T): Reading<T> => ({ isKnown: true, value });
const hangs: Reading<never> = { isKnown: false, problem: 'no answer within 2000 ms' };

const worker = {
  id: 'w1',
  kind: 'worker' as const,
  version: '1.2.3',
  startedAt: '2027-01-15T07:00:00Z',
  seenAt: '2027-01-15T08:00:00Z',
  cache: { hit: 0, miss: 0, stale: 0, error: 0 },
};
const GOOD: HubFacts = {
  readAt: NOW,
  primary: known({ latencyMillis: 0.84, connectionsShare: 0.1 }),
  primaryPool: { size: 15, open: 6, free: 4, waiting: 0 },
  replica: null,
  replicaPool: null,
  redis: known({ latencyMillis: 0.31 }),
  queue: known({ waiting: 1, active: 2, delayed: 17, failed: 0, oldestSeconds: 3 }),
  processes: known([worker, { ...worker, id: 'web1', kind: 'web' }]),
  jobs: known([{ job: 'drain-scores', firstStartedAt: NOW - 900, lastSuccessAt: NOW - 30, lastFailureAt: NOW - 600 }]),
  jobCounters: known([]),
  sources: known([
    { siteCode: 'main', facts: [{ source: 'connecteam', status: 'success', at: NOW - 120, details: {} }] },
  ]),
  cache: { board: { hit: 180, miss: 20, stale: 0, error: 0 } },
  disk: known(0.42),
};
const WATCHED: WatchedSync[] = [
  { source: 'connecteam', syncType: 'sync-clock-times', measure: 'clock_sync_age_seconds' },
];

function healthOf(changes: Partial<HubFacts>, options: { siteCode?: string; watched?: WatchedSync[] } = {}) {
  const { siteCode = null, watched = WATCHED } = options;
  const health = prepareHealth({ ...GOOD, ...changes }, { watched, siteCode, version: '1.2.3', uptimeSeconds: 60 });
  expect(detailedHealth.parse(health)).toEqual(health);
  return health;
}

/** The status of the whole and of one part, and what is said of it. */
function verdictOf(part: keyof ReturnType<typeof healthOf>['parts'], changes: Partial<HubFacts>) {
  const { status, parts } = healthOf(changes);
  return [status, parts[part].status, parts[part].problem];
}

const sourceFacts = (at: number, status: 'success' | 'partial' | 'failed' = 'success', details = {}) =>
  known([{ siteCode: 'main', facts: [{ source: 'connecteam', status, at, details }] }]);
const jobs = (...of: [job: string, success: number | null, failure: number | null][]) =>
  known(
    of.map(([job, lastSuccessAt, lastFailureAt]) => ({ job, firstStartedAt: NOW - 900, lastSuccessAt, lastFailureAt })),
  );
const reads = (hit: number, miss: number) => ({ board: { hit, miss, stale: 0, error: 0 } });

describe('prepareHealth', () => {
  it('tells every part with what was measured', () => {
    const { status, parts } = healthOf({});
    expect(status).toBe('ok');
    expect(parts).toEqual({
      primary: {
        status: 'ok',
        problem: null,
        latencyMillis: 0.8,
        connectionsShare: 0.1,
        pool: { size: 15, used: 2, free: 13, waiting: 0 },
      },
      replica: { status: 'off', problem: null, latencyMillis: null, lagSeconds: null, pool: null },
      redis: { status: 'ok', problem: null, latencyMillis: 0.3 },
      queue: { status: 'ok', problem: null, waiting: 1, active: 2, delayed: 17, failed: 0, oldestSeconds: 3 },
      workers: {
        status: 'ok',
        problem: null,
        processes: [{ version: '1.2.3', startedAt: '2027-01-15T07:00:00Z', seenAt: '2027-01-15T08:00:00Z' }],
      },
      jobs: {
        status: 'ok',
        problem: null,
        jobs: [{ job: 'drain-scores', lastSuccessAt: '2027-01-15T07:59:30Z', lastFailureAt: '2027-01-15T07:50:00Z' }],
      },
      sources: {
        status: 'ok',
        problem: null,
        sources: [
          {
            site: 'main',
            source: 'connecteam',
            label: 'Connecteam',
            state: 'ok',
            lastGoodAt: '2027-01-15T07:58:00Z',
          },
        ],
      },
      cache: {
        status: 'ok',
        problem: null,
        hitShare: 0.9,
        keys: [{ key: 'board', hit: 180, miss: 20, stale: 0, error: 0, hitShare: 0.9 }],
      },
      backup: { status: 'off', problem: null, lastBackupAt: null, ageSeconds: null, lastProvenRestoreAt: null },
      disk: { status: 'ok', problem: null, usedShare: 0.42 },
    });
  });

  it('judges by the thresholds', () => {
    expect(verdictOf('primary', { primary: known({ latencyMillis: 900, connectionsShare: 0.95 }) })).toEqual([
      'critical',
      'critical',
      "Database statements take 900 ms on average; 95 % of the database's connections are in use",
    ]);
    const replica = (lagSeconds: number) => ({
      replica: known({ latencyMillis: 1, lagSeconds, isUsable: lagSeconds <= 5 }),
      replicaPool: { size: 15, open: 0, free: 0, waiting: 0 },
    });
    expect(verdictOf('replica', replica(5))).toEqual(['ok', 'ok', null]);
    expect(verdictOf('replica', replica(6))).toEqual(['warning', 'warning', 'The replica is 6 s behind']);
    expect(verdictOf('replica', replica(31))[1]).toBe('critical');
    const queue = known({ waiting: 9, active: 0, delayed: 0, failed: 0, oldestSeconds: 301 });
    expect(verdictOf('queue', { queue })[1]).toBe('critical');
    expect(verdictOf('disk', { disk: known(0.85) })).toEqual(['warning', 'warning', 'The disk is 85 % full']);
  });

  it('calls lost what the hub needs, and unknown what that would tell', () => {
    expect(verdictOf('primary', { primary: hangs })).toEqual(['critical', 'critical', 'no answer within 2000 ms']);
    expect(verdictOf('redis', { redis: hangs })[1]).toBe('critical');
    expect(verdictOf('replica', { replica: hangs })[1]).toBe('critical');
    for (const [part, changes] of [
      ['queue', { queue: hangs }],
      ['workers', { processes: hangs }],
      ['jobs', { jobs: hangs }],
      ['backup', { jobs: hangs }],
      ['sources', { sources: hangs }],
      ['disk', { disk: hangs }],
    ] as const) {
      expect(verdictOf(part, changes)).toEqual(['warning', 'unknown', 'no answer within 2000 ms']);
    }
    const { primary } = healthOf({ primary: hangs }).parts;
    expect(primary).toMatchObject({ latencyMillis: null, pool: { used: 2, free: 13 } });
  });

  it('is well without Redis where there is to be none', () => {
    const { status, parts } = healthOf({ redis: null, queue: null, processes: null, jobCounters: null });
    expect([status, parts.redis.status, parts.queue.status, parts.workers.status]).toEqual(['ok', 'off', 'off', 'off']);
  });

  it('misses a worker, not a web server', () => {
    const processes = known([{ ...worker, kind: 'web' as const }]);
    expect(verdictOf('workers', { processes })).toEqual(['critical', 'critical', 'No worker is running']);
  });

  it('names jobs whose last run failed', () => {
    const failing = jobs(
      ['a', NOW - 60, NOW - 30],
      ['b', null, NOW - 30],
      ['c', NOW - 30, NOW - 60],
      ['d', null, null],
    );
    expect(verdictOf('jobs', { jobs: failing })).toEqual(['warning', 'warning', 'The last run failed: a, b']);
  });

  it('judges a source by its age, its last reading and the plan', () => {
    const of = (...given: Parameters<typeof sourceFacts>) => verdictOf('sources', { sources: sourceFacts(...given) });
    expect(of(NOW - 600)).toEqual(['ok', 'ok', null]);
    expect(of(NOW - 660)).toEqual(['warning', 'warning', 'Connecteam (main): Clock times were last read 11 min ago']);
    expect(of(NOW - 1_860)[1]).toBe('critical');
    expect(of(NOW - 1_860, 'success', { intervalSeconds: 1_800 })[1]).toBe('ok');
    expect(of(NOW - 60, 'partial', { reason: 'one clock of https://api.example.com' })).toEqual([
      'warning',
      'warning',
      'Connecteam (main): the last reading was not complete',
    ]);
    expect(of(NOW - 60, 'failed')).toEqual(['warning', 'warning', 'Connecteam (main): the last reading failed']);
  });

  it('does not judge sources that nobody reads regularly here', () => {
    const sources = known([
      {
        siteCode: 'main',
        facts: [
          { source: 'scans', status: 'scan' as const, at: NOW - 90_000, details: null },
          { source: 'connecteam', status: 'failed' as const, at: NOW - 90_000, details: {} },
        ],
      },
    ]);
    const { status, parts } = healthOf({ sources }, { watched: [] });
    expect([status, parts.sources.status]).toEqual(['ok', 'ok']);
    expect(parts.sources.sources.map(({ source, state }) => [source, state])).toEqual([
      ['connecteam', 'failed'],
      ['scans', 'stale'],
    ]);
  });

  it("keeps to a key's own site", () => {
    const fact = { source: 'connecteam', status: 'success' as const, details: {} };
    const sources = known([
      { siteCode: 'north', facts: [{ ...fact, at: NOW - 60 }] },
      { siteCode: 'south', facts: [{ ...fact, at: NOW - 9_000 }] },
    ]);
    const told = healthOf({ sources }, { siteCode: 'north' });
    expect([told.status, told.parts.sources.sources.map(({ site }) => site)]).toEqual(['ok', ['north']]);
    expect(healthOf({ sources }).status).toBe('critical');
  });

  it('judges the cache once there was something to judge', () => {
    expect(verdictOf('cache', { cache: {} })).toEqual(['ok', 'ok', null]);
    expect(healthOf({ cache: {} }).parts.cache.hitShare).toBeNull();
    expect(verdictOf('cache', { cache: reads(9, 90) })).toEqual(['ok', 'ok', null]);
    expect(verdictOf('cache', { cache: reads(69, 31) })).toEqual([
      'warning',
      'warning',
      'Only 69 % of the cached reads were hits',
    ]);
  });

  it('tells how old the last backup is, and that none has succeeded', () => {
    const hours = 3_600;
    expect(healthOf({ jobs: jobs(['backup', NOW - 27 * hours, null]) }).parts.backup).toEqual({
      status: 'warning',
      problem: 'The last backup is 27 h old',
      lastBackupAt: '2027-01-14T05:00:00Z',
      ageSeconds: 27 * hours,
      lastProvenRestoreAt: null,
    });
    expect(verdictOf('backup', { jobs: jobs(['backup', NOW - 51 * hours, null]) })[1]).toBe('critical');
    expect(verdictOf('backup', { jobs: jobs(['backup', null, NOW - 60]) })).toEqual([
      'critical',
      'critical',
      'No backup has succeeded yet',
    ]);
    const proven = jobs(['backup', NOW - hours, null], ['verify-backup', NOW - 20 * 24 * hours, null]);
    expect(healthOf({ jobs: proven }).parts.backup).toMatchObject({
      status: 'ok',
      lastProvenRestoreAt: '2026-12-26T08:00:00Z',
    });
  });
});
