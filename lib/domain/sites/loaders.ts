import 'server-only';
import { headers } from 'next/headers';
import { AppError } from '@/lib/platform/errors/errors';
import { cachedSites, findSite } from './cached-sites';
import type { Site } from './schema';

/** The site of a page: the one with `code`, without a code the oldest. Throws NOT_FOUND. */
export async function loadPageSite(code: string | undefined): Promise<Site> {
  const [oldest] = code === undefined ? await cachedSites() : [];
  return oldest ?? findSite(code);
}

/**
 * For the frame around pages: all sites, oldest first, and the one that the address of the page names (the oldest without
 * one; an unknown one is told by the page itself). A site that was made a moment ago is among them.
 */
export async function loadFrameSites(): Promise<{ sites: Site[]; asked: Site }> {
  const path = (await headers()).get('x-path') ?? '/';
  const code = new URL(path, 'http://page').searchParams.get('site');
  const known = await cachedSites();
  const asked = (code === null ? undefined : await siteOrNone(code)) ?? (await loadPageSite(undefined));
  return { sites: known.some(({ id }) => id === asked.id) ? known : [...known, asked], asked };
}

async function siteOrNone(code: string): Promise<Site | undefined> {
  try {
    return await findSite(code);
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** The site that the address of the page names, for layouts, which are not given it. */
export async function loadAskedSite(): Promise<Site> {
  return (await loadFrameSites()).asked;
}
