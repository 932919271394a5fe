import 'server-only';
import { cache } from 'react';
import { getReadDatabase } from '@/lib/db/handles';
import { AppError } from '@/lib/platform/errors/errors';
import { getSites } from './queries/get-sites';
import type { Site } from './schema';

const loadSites = cache(() => getSites(getReadDatabase()));

/** The site of a page: the one with `code`, without a code the oldest. Throws NOT_FOUND. */
export async function loadPageSite(code: string | undefined): Promise<Site> {
  const sites = await loadSites();
  const site = code === undefined ? sites[0] : sites.find((one) => one.code === code);
  if (site === undefined) {
    throw new AppError('NOT_FOUND', code === undefined ? 'There is no site yet.' : `There is no site "${code}".`);
  }
  return site;
}
