import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { askedTimeRange } from '@/components/date/ranges';
import { timeParams } from '@/components/date/url-state';
import { LeaderboardView } from '@/components/leaderboard/leaderboard-view';
import { BOARD_RANGE_DAYS, boardParams } from '@/components/leaderboard/url-state';
import { loadBoardTrend, loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { loadDateRange } from '@/lib/domain/ranges/loaders';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Leaderboard' };

const loadParams = createLoader({ ...timeParams, ...boardParams, site: parseAsString });

type LeaderboardPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeaderboardPage({ searchParams }: LeaderboardPageProps) {
  await requirePageUser();
  const { date, from, to, compare, department, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const today = businessDayOf(site, now);
  const isRange = from !== null || to !== null;
  const range = askedTimeRange({ from, to }, today, BOARD_RANGE_DAYS);
  const trendDate = isRange ? range.to : (date ?? today);
  const ofDepartment = { department: department ?? undefined };
  const rangeAsked = { ...range, compare, ...ofDepartment, breakdown: 'department' as const };
  const [board, rangeBoard, trend] = await Promise.all([
    isRange ? null : loadPart('leaderboard', loadLeaderboard(site, { date: date ?? undefined, ...ofDepartment }, now)),
    isRange ? loadPart('leaderboard', loadDateRange(site, rangeAsked, now)) : null,
    trendDate > today ? null : loadPart('trend', loadBoardTrend(site, { date: trendDate, ...ofDepartment }, now)),
  ]);
  return (
    <LeaderboardView
      initial={{
        day: { params: { date, department }, data: board },
        range: { params: { ...rangeAsked, department }, data: rangeBoard },
        trend: { params: { date: trendDate === today ? null : trendDate, department }, data: trend },
      }}
    />
  );
}
