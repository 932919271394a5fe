import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { getReadDatabase } from '@/lib/db/handles';
import { AppError } from '@/lib/platform/errors/errors';
import { getSites } from './queries/get-sites';
import type { Site } from './schema';

/** All sites, oldest first, read once per page. */
export const loadPageSites: () => Promise<Site[]> = cache(() => getSites(getReadDatabase()));

/** The site of a page: the one with `code`, without a code the oldest. Throws NOT_FOUND. */
export async function loadPageSite(code: string | undefined): Promise<Site> {
  const sites = await loadPageSites();
  const site = code === undefined ? sites[0] : sites.find((one) => one.code === code);
  if (site === undefined) {
    throw new AppError('NOT_FOUND', code === undefined ? 'There is no site yet.' : `There is no site "${code}".`);
  }
  return site;
}

/** The site that the address of the page names, for the frame around pages; an unknown one is told by the page itself. */
export async function loadAskedSite(): Promise<Site> {
  const path = (await headers()).get('x-path') ?? '/';
  const code = new URL(path, 'http://page').searchParams.get('site');
  const sites = await loadPageSites();
  return sites.find((site) => site.code === code) ?? loadPageSite(undefined);
}
