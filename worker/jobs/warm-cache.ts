import { runWarmCache } from '@/lib/domain/dashboard/run-warm-cache';
import type { JobDefinition } from '../job-definition';

/** Before the first shift, and when a worker starts (worker/main.ts). */
export const warmCache: JobDefinition = {
  name: 'warm-cache',
  schedule: { kind: 'daily', at: '05:30' },
  isEnabled: () => true,
  readsSource: false,
  attempts: 2,
  keepIdleRuns: true,
  run: ({ site, clock, log }) => runWarmCache(site, clock.now(), log),
};
