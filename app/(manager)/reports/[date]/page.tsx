import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsString } from 'nuqs/server';
import { ReportView } from '@/components/reports/report-view';
import { findReport } from '@/lib/domain/reports/loaders';
import { reportDueAt } from '@/lib/domain/reports/rules';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageManager } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf, isIsoDay } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';

const loadParams = createLoader({ site: parseAsString });

type ReportPageProps = {
  params: Promise<{ date: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  return { title: `Report of ${(await params).date}` };
}

export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  await requirePageManager();
  const { date } = await params;
  const { site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  if (!isIsoDay(date) || date > businessDayOf(site, now)) notFound();
  const report = await loadPart('report', findReport(site, date));
  return (
    <ReportView
      key={date}
      date={date}
      dueAt={toIsoInstant(reportDueAt(site, date))}
      isMissing={report === undefined}
      initial={{ params: {}, data: report ?? null }}
    />
  );
}
