import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { ReportsView } from '@/components/reports/reports-view';
import { REPORT_DAYS, reportsParams } from '@/components/reports/url-state';
import { loadReports } from '@/lib/domain/reports/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageManager } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Reports' };

const loadParams = createLoader({ ...reportsParams, site: parseAsString });

type ReportsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  await requirePageManager();
  const { days, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const from = days === REPORT_DAYS[0] ? null : addDays(businessDayOf(site, now), 1 - days);
  const reports = await loadPart('reports', loadReports(site, { from: from ?? undefined }, now));
  return <ReportsView initial={{ params: { from }, data: reports }} />;
}
