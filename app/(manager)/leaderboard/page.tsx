import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { timeParams } from '@/components/date/url-state';
import { LeaderboardView } from '@/components/leaderboard/leaderboard-view';
import { boardParams } from '@/components/leaderboard/url-state';
import { loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Leaderboard' };

const loadParams = createLoader({ ...timeParams, ...boardParams, site: parseAsString });

type LeaderboardPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeaderboardPage({ searchParams }: LeaderboardPageProps) {
  await requirePageUser();
  const { date, department, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const request = { date: date ?? undefined, department: department ?? undefined };
  const board = await loadPart('leaderboard', loadLeaderboard(site, request, currentInstant()));
  return <LeaderboardView initial={{ params: { date, department }, data: board }} />;
}
