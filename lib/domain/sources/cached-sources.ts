import { getReadDatabase } from '@/lib/db/handles';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { getSourceFacts, type SourceFact } from './queries/get-source-facts';

/** What is known of each source, as the cache holds it. */
export async function cachedSourceFacts(siteId: number, now: EpochSeconds): Promise<SourceFact[]> {
  const { data } = await cachedLoad(cachePolicies.sources(siteId), () =>
    getSourceFacts(getReadDatabase(), [siteId], now),
  );
  return data;
}
