import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { Suspense } from 'react';
import { LeaderboardSkeleton } from '@/components/leaderboard/leaderboard-skeleton';
import { LeaderboardView } from '@/components/leaderboard/leaderboard-view';
import { boardParams } from '@/components/leaderboard/url-state';
import { loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { loadSources } from '@/lib/domain/sources/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Leaderboard' };

const loadParams = createLoader({ ...boardParams, site: parseAsString });

type LeaderboardPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function LeaderboardPage({ searchParams }: LeaderboardPageProps) {
  return (
    <Suspense fallback={<LeaderboardSkeleton />}>
      <LeaderboardContent searchParams={searchParams} />
    </Suspense>
  );
}

async function LeaderboardContent({ searchParams }: LeaderboardPageProps) {
  await requirePageUser();
  const params = await loadParams(searchParams);
  const site = await loadPageSite(params.site ?? undefined);
  const now = currentInstant();
  const request = { date: params.date ?? undefined, department: params.department ?? undefined };
  const [board, sources] = await Promise.all([
    orNull('leaderboard', loadLeaderboard(site, request, now)),
    orNull('sources', loadSources(site.id, now)),
  ]);
  return (
    <LeaderboardView
      site={{ code: site.code, name: site.name }}
      today={businessDayOf(site, now)}
      now={now}
      initial={{ filter: { siteCode: site.code, date: params.date, department: params.department }, board }}
      sources={sources ?? []}
    />
  );
}

/** A part that cannot be loaded does not take the page with it: the browser asks again and shows what is wrong. */
async function orNull<T>(part: string, loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    getLogger().warn({ part, error: describeError(error) }, 'a part of the page was not loaded');
    return null;
  }
}
