import 'server-only';
import { headers } from 'next/headers';
import { cachedSites, findSite } from './cached-sites';
import type { Site } from './schema';

/** All sites, oldest first. */
export function loadPageSites(): Promise<Site[]> {
  return cachedSites();
}

/** The site of a page: the one with `code`, without a code the oldest. Throws NOT_FOUND. */
export async function loadPageSite(code: string | undefined): Promise<Site> {
  const [oldest] = code === undefined ? await cachedSites() : [];
  return oldest ?? findSite(code);
}

/** The site that the address of the page names, for the frame around pages; an unknown one is told by the page itself. */
export async function loadAskedSite(): Promise<Site> {
  const path = (await headers()).get('x-path') ?? '/';
  const code = new URL(path, 'http://page').searchParams.get('site');
  const sites = await cachedSites();
  return sites.find((site) => site.code === code) ?? loadPageSite(undefined);
}
