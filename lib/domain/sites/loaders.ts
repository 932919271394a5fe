import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getDatabase } from '@/lib/db/handles';
import { previewSite } from '@/lib/domain/previews/preview-site';
import type { EffectPreview } from '@/lib/domain/previews/schema';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { AppError } from '@/lib/platform/errors/errors';
import { revisionOf } from '@/lib/platform/revision/revision';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { knownTimeZones } from '@/lib/platform/time/zone';
import { requirePayFor } from './access';
import { findSiteAmong, sitesOf } from './cached-sites';
import { shownSite } from './mutations';
import { getSite } from './queries/get-sites';
import type { Site, SiteEdit, SiteState } from './schema';

/**
 * The site of a page: the one with `code`, without a code the oldest that the signed-in person sees. Who has no access to
 * it is sent to a page that says so. Throws NOT_FOUND.
 */
export async function loadPageSite(code: string | undefined): Promise<Site> {
  const { siteIds } = await requirePageUser();
  try {
    const [oldest] = code === undefined ? await sitesOf(siteIds) : [];
    return oldest ?? (await findSiteAmong(code, siteIds));
  } catch (error) {
    if (error instanceof AppError && error.code === 'FORBIDDEN') redirect('/no-access?right=site');
    throw error;
  }
}

/**
 * For the frame around pages: the sites that the signed-in person sees, oldest first, and the one that the address of the
 * page names (the oldest without one; an unknown or a closed one is told by the page itself). A site that was made a
 * moment ago is among them.
 */
export async function loadFrameSites(): Promise<{ sites: Site[]; asked: Site }> {
  const { siteIds } = await requirePageUser();
  const path = (await headers()).get('x-path') ?? '/';
  const code = new URL(path, 'http://page').searchParams.get('site');
  const known = await sitesOf(siteIds);
  const named = code === null ? undefined : await siteOrNone(code, siteIds);
  const asked = named ?? known[0] ?? (await findSiteAmong(undefined, siteIds));
  return { sites: known.some(({ id }) => id === asked.id) ? known : [...known, asked], asked };
}

async function siteOrNone(code: string, siteIds: readonly number[] | null): Promise<Site | undefined> {
  try {
    return await findSiteAmong(code, siteIds);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return undefined;
    throw error;
  }
}

/** The site that the address of the page names, for layouts, which are not given it. */
export async function loadAskedSite(): Promise<Site> {
  return (await loadFrameSites()).asked;
}

/** The settings of a site. Not cached: whoever edits must see what is there. */
export async function loadSiteState(
  { code }: Pick<Site, 'code'>,
  { isWithPay, now }: { isWithPay: boolean; now: EpochSeconds },
): Promise<SiteState> {
  const site = await getSite(getDatabase(), code);
  const { salaryDaysPerMonth, salaryHoursPerDay, pausedJobs: _, ...settings } = site.settings;
  const { name, timeZone, dayStart, weekStart, currency, dailyGoalItems, defaultHourlyCents } = site;
  return {
    asOf: toIsoInstant(now),
    code,
    revision: revisionOf(shownSite(site)),
    name,
    timeZone,
    dayStart,
    weekStart,
    currency,
    dailyGoalItems,
    settings,
    ...(isWithPay ? { pay: { defaultHourlyCents, salaryDaysPerMonth, salaryHoursPerDay } } : {}),
    timeZones: [...new Set([...knownTimeZones(), timeZone])].sort(),
  };
}

/** What an edit would do. Throws CONFLICT, FORBIDDEN. */
export function loadSitePreview(
  site: Site,
  { edit, isWithPay, now }: { edit: SiteEdit; isWithPay: boolean; now: EpochSeconds },
): Promise<EffectPreview> {
  requirePayFor(edit, isWithPay);
  return previewSite(getDatabase(), { site, edit, isWithPay, now });
}
