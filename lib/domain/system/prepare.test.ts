import { describe, expect, it } from 'vitest';
import type { DetailedHealth } from '@/lib/domain/health-check/schema';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { prepareMeasures } from './prepare';

const NOW = fromIsoInstant('2026-03-08T18:00:00Z');
const GOOD = { status: 'ok', problem: null } as const;
const POOL = { size: 15, used: 1, free: 14, waiting: 0 };
const CLOCK = { source: 'connecteam', label: 'Connecteam', state: 'stale' } as const;

function health(sources: DetailedHealth['parts']['sources']): DetailedHealth {
  return {
    status: 'ok',
    checkedAt: '2026-03-08T18:00:00Z',
    version: '0.1.0',
    uptimeSeconds: 60,
    parts: {
      primary: { ...GOOD, latencyMillis: 600, connectionsShare: 0.95, pool: POOL },
      replica: { status: 'off', problem: null, latencyMillis: null, lagSeconds: null, pool: null },
      redis: { ...GOOD, latencyMillis: 1 },
      queue: { ...GOOD, waiting: 0, active: 0, delayed: 0, failed: 0, oldestSeconds: 0 },
      workers: { ...GOOD, processes: [] },
      jobs: { ...GOOD, jobs: [] },
      sources,
      cache: { ...GOOD, hitShare: 0.6, keys: [] },
      backup: { status: 'off', problem: null, lastBackupAt: null, ageSeconds: null, lastProvenRestoreAt: null },
      disk: { ...GOOD, usedShare: 0.5 },
    },
  };
}

function statusesOf(sources: DetailedHealth['parts']['sources']) {
  const tables = [{ name: 'activity_logs', rows: 5_000_001, dataBytes: 1, indexBytes: 1 }];
  const watched = [{ source: 'connecteam', syncType: 'sync-clock-times', measure: 'clock_sync_age_seconds' }] as const;
  const measures = prepareMeasures(health(sources), { tables, watched, now: NOW });
  return Object.fromEntries(measures.map(({ measure, value, status }) => [measure, [value, status]]));
}

describe('prepareMeasures', () => {
  it('holds every value against its thresholds; what is not here has neither value nor state', () => {
    const sources = [
      { ...CLOCK, site: 'north', lastGoodAt: '2026-03-08T17:48:00Z' },
      { ...CLOCK, site: 'south', lastGoodAt: '2026-03-08T17:58:00Z' },
    ];
    expect(statusesOf({ status: 'warning', problem: 'late', sources })).toEqual({
      mean_query_millis: [600, 'warning'],
      connections_share: [0.95, 'critical'],
      activity_rows: [5_000_001, 'warning'],
      replication_lag_seconds: [null, null],
      clock_sync_age_seconds: [720, 'warning'],
      activities_sync_age_seconds: [null, null],
      queue_oldest_seconds: [0, 'ok'],
      backup_age_seconds: [null, null],
      disk_share: [0.5, 'ok'],
      cache_hit_share: [0.6, 'warning'],
    });
  });

  it('leaves it to the sources whether a sync is late: on small plans they are further apart', () => {
    const sources = [{ ...CLOCK, site: 'north', lastGoodAt: '2026-03-08T17:48:00Z' }];
    expect(statusesOf({ ...GOOD, sources }).clock_sync_age_seconds).toEqual([720, 'ok']);
  });
});
