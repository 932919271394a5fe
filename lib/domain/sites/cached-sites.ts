import { getDatabase, getReadDatabase } from '@/lib/db/handles';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
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

/** The sites of somebody who sees those of `siteIds`; null: all. Oldest first. */
export async function sitesOf(siteIds: readonly number[] | null): Promise<Site[]> {
  const known = await cachedSites();
  if (siteIds === null) return known;
  const isKnown = siteIds.every((id) => known.some((site) => site.id === id));
  const all = isKnown ? known : await getSites(getDatabase());
  return all.filter(({ id }) => siteIds.includes(id));
}

/**
 * {@link findSite} for somebody who sees the sites of `siteIds` only (null: all): without a code the only one of these.
 * Throws also FORBIDDEN.
 */
export async function findSiteAmong(code: string | undefined, siteIds: readonly number[] | null): Promise<Site> {
  if (siteIds === null) return findSite(code);
  const own = await sitesOf(siteIds);
  const [only] = own;
  if (code === undefined && only !== undefined && own.length === 1) return only;
  if (code === undefined) {
    throw new AppError('VALIDATION', 'Say which site is meant.', {
      details: [{ field: 'site', message: `is required; one of ${own.map((site) => site.code).join(', ')}` }],
    });
  }
  const site = await findSite(code);
  if (siteIds.includes(site.id)) return site;
  throw new AppError('FORBIDDEN', `You have no access to the site "${code}". An admin can give it to you.`);
}
