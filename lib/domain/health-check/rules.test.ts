import { describe, expect, it } from 'vitest';
import { HEALTH_MEASURES, type HealthMeasure, judgeHealth } from './rules';

const severity = (measure: HealthMeasure, value: number, clockSyncSeconds = 300) =>
  judgeHealth(measure, value, clockSyncSeconds)?.severity ?? 'good';

/** Measure, the last good value, warning, the last warning, critical. */
const EDGES: [HealthMeasure, number, number, number, number][] = [
  ['mean_query_millis', 500, 500.1, 2_000, 2_000.1],
  ['connections_share', 0.7, 0.701, 0.9, 0.901],
  ['activity_rows', 5_000_000, 5_000_001, 10_000_000, 10_000_001],
  ['replication_lag_seconds', 5, 6, 30, 31],
  ['clock_sync_age_seconds', 600, 601, 1_800, 1_801],
  ['activities_sync_age_seconds', 3_600, 3_601, 7_200, 7_201],
  ['queue_oldest_seconds', 60, 61, 300, 301],
  ['backup_age_seconds', 26 * 3600, 26 * 3600 + 1, 50 * 3600, 50 * 3600 + 1],
  ['disk_share', 0.8, 0.801, 0.9, 0.901],
];

describe('judgeHealth', () => {
  it.each(EDGES)('warns about %s beyond %d and calls it critical beyond its second threshold', (measure, ...values) => {
    expect(values.map((value) => severity(measure, value))).toEqual(['good', 'warning', 'warning', 'critical']);
    expect(severity(measure, 0)).toBe('good');
  });

  it('warns about few hits of the cache, never more', () => {
    expect([0.7, 0.699, 0].map((share) => severity('cache_hit_share', share))).toEqual(['good', 'warning', 'warning']);
  });

  it('stretches the age of clock times with the interval that the plan allows', () => {
    expect([1_200, 1_201, 3_600, 3_601].map((age) => severity('clock_sync_age_seconds', age, 600))).toEqual([
      'good',
      'warning',
      'warning',
      'critical',
    ]);
    expect(severity('clock_sync_age_seconds', 601, 60)).toBe('warning');
    expect(severity('activities_sync_age_seconds', 3_601, 600)).toBe('warning');
  });

  it('says what is wrong in words', () => {
    expect(judgeHealth('clock_sync_age_seconds', 725, 300)?.title).toBe('Clock times were last read 12 min ago');
    expect(judgeHealth('connections_share', 0.929, 300)?.title).toBe("92 % of the database's connections are in use");
    expect(judgeHealth('activity_rows', 5_210_000, 300)?.title).toBe('activity_logs has 5.2 million rows');
    expect(EDGES.length + 1).toBe(HEALTH_MEASURES.length);
  });
});
