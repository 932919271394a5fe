import type { EpochSeconds } from '@/lib/platform/time/instant';
import { cachedSourceFacts } from './cached-sources';
import { prepareSources } from './prepare';
import type { SourceState } from './schema';

/** The state of each source of a site. For everybody who may see the site's pages. */
export async function loadSources(siteId: number, now: EpochSeconds): Promise<SourceState[]> {
  return prepareSources(await cachedSourceFacts(siteId, now), now);
}
