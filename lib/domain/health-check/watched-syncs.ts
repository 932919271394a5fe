import type { Env } from '@/lib/platform/env/env';
import type { HealthMeasure } from './rules';

/** A source that is read regularly, the sync that does it, and the measure of how long ago that was. */
export type WatchedSync = { source: string; syncType: string; measure: HealthMeasure };

/** The syncs whose age matters here: of sources that are configured, unless they are read by hand only. */
export function watchedSyncs(env: Env): WatchedSync[] {
  if (!env.ENABLE_AUTO_SYNC) return [];
  const hasConnecteam = env.CONNECTEAM_API_KEY !== undefined || env.CONNECTEAM_CLIENT_ID !== undefined;
  return [...(hasConnecteam ? [CONNECTEAM] : []), ...(env.PODFACTORY_DATABASE_URL === undefined ? [] : [PODFACTORY])];
}

const CONNECTEAM: WatchedSync = {
  source: 'connecteam',
  syncType: 'sync-clock-times',
  measure: 'clock_sync_age_seconds',
};
const PODFACTORY: WatchedSync = {
  source: 'podfactory',
  syncType: 'sync-activities',
  measure: 'activities_sync_age_seconds',
};
