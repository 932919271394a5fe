import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { DashboardView } from '@/components/dashboard/dashboard-view';
import { FEED_EVENTS } from '@/components/dashboard/url-state';
import { timeParams } from '@/components/date/url-state';
import { loadClockFeed } from '@/lib/domain/clock/loaders';
import { loadAttention, loadSummary } from '@/lib/domain/dashboard/loaders';
import { loadPace } from '@/lib/domain/pace/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Dashboard' };

const loadParams = createLoader({ ...timeParams, site: parseAsString });

type DashboardPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  await requirePageUser();
  const { date, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const request = { date: date ?? undefined };
  const [summary, pace, attention, feed] = await Promise.all([
    loadPart('summary', loadSummary(site, request, now)),
    loadPart('pace', loadPace(site, request, now)),
    loadPart('attention', loadAttention(site, request, now)),
    loadPart('clock feed', loadClockFeed(site, { ...request, limit: FEED_EVENTS }, now)),
  ]);
  const params = { date };
  return (
    <DashboardView
      initial={{
        summary: { params, data: summary },
        pace: { params, data: pace },
        attention: { params, data: attention },
        feed: { params: { date, limit: FEED_EVENTS }, data: feed },
      }}
    />
  );
}
