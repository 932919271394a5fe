import { getDatabase, getReadDatabase } from '@/lib/db/handles';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { getSite, getSites } from './queries/get-sites';
import type { Site } from './schema';

/** All sites, oldest first. Whoever changes one clears `tagsOfSite` after the commit (`announceEdit`). */
export async function cachedSites(): Promise<Site[]> {
  return (await cachedLoad(cachePolicies.settings(), () => getSites(getReadDatabase()))).data;
}

/** The site with `code`; without a code the only one there is. Throws NOT_FOUND or VALIDATION with what to do. */
export async function findSite(code: string | undefined): Promise<Site> {
  const sites = await cachedSites();
  const known = code === undefined ? sites : sites.filter((site) => site.code === code);
  const [site] = known;
  // What the cache does not know, the database may: a site that a command made a moment ago.
  return site !== undefined && known.length === 1 ? site : getSite(getDatabase(), code);
}
