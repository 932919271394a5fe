import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { CostsView } from '@/components/costs/costs-view';
import { askedTimeRange } from '@/components/date/ranges';
import { timeParams } from '@/components/date/url-state';
import { pageOf } from '@/components/layout/pages';
import { loadCosts } from '@/lib/domain/costs/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePagePay } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Cost' };

const loadParams = createLoader({ ...timeParams, site: parseAsString });
const RANGE_DAYS = pageOf('/costs')?.rangeDays ?? 7;

type CostsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CostsPage({ searchParams }: CostsPageProps) {
  await requirePagePay();
  const { from: askedFrom, to: askedTo, compare, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const { from, to } = askedTimeRange({ from: askedFrom, to: askedTo }, businessDayOf(site, now), RANGE_DAYS);
  const costs = await loadPart('costs', loadCosts(site, { from, to, compare }, now));
  return <CostsView initial={{ params: { from, to, compare }, data: costs }} rangeDays={RANGE_DAYS} />;
}
