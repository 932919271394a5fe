import type { CacheCounters } from './cache';

export function sumCounters(counters: readonly CacheCounters[]): CacheCounters {
  const sum: CacheCounters = { hit: 0, miss: 0, stale: 0, error: 0 };
  for (const { hit, miss, stale, error } of counters) {
    sum.hit += hit;
    sum.miss += miss;
    sum.stale += stale;
    sum.error += error;
  }
  return sum;
}
