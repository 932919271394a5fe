import { getReadDatabase } from '@/lib/db/handles';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareSources } from './prepare';
import { getSourceFacts } from './queries/get-source-facts';
import type { SourceState } from './schema';

/** The state of each source of a site. For everybody who may see the site's pages. */
export async function loadSources(siteId: number, now: EpochSeconds): Promise<SourceState[]> {
  const { data } = await cachedLoad(cachePolicies.sources(siteId), () =>
    getSourceFacts(getReadDatabase(), siteId, now),
  );
  return prepareSources(data, now);
}
