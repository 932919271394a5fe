import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { askedTimeRange } from '@/components/date/ranges';
import { timeParams } from '@/components/date/url-state';
import { pageOf } from '@/components/layout/pages';
import { TeamView } from '@/components/team/team-view';
import { loadPageSite } from '@/lib/domain/sites/loaders';
import {
  loadTeamBottlenecks,
  loadTeamCapacity,
  loadTeamComparison,
  loadTeamHealth,
  loadTeamOverview,
  loadTeamTrends,
} from '@/lib/domain/team/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

export const metadata: Metadata = { title: 'Team' };

const loadParams = createLoader({ ...timeParams, site: parseAsString });
const RANGE_DAYS = pageOf('/team')?.rangeDays ?? 28;

type TeamPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TeamPage({ searchParams }: TeamPageProps) {
  await requirePageUser();
  const { from: askedFrom, to: askedTo, compare, site: code } = await loadParams(searchParams);
  const site = await loadPageSite(code ?? undefined);
  const now = currentInstant();
  const today = businessDayOf(site, now);
  const { from, to } = askedTimeRange({ from: askedFrom, to: askedTo }, today, RANGE_DAYS);
  const comparedBy = compare === 'none' ? 'previous' : compare;
  const date = to === today ? null : to;
  const [health, overview, bottlenecks, trends, comparison, capacity] = await Promise.all([
    loadPart('team health', loadTeamHealth(site, now)),
    loadPart('team overview', loadTeamOverview(site, {}, now)),
    loadPart('team bottlenecks', loadTeamBottlenecks(site, now)),
    loadPart('team trends', loadTeamTrends(site, { from, to, compare }, now)),
    loadPart('team comparison', loadTeamComparison(site, { from, to, compare: comparedBy }, now)),
    loadPart('team capacity', loadTeamCapacity(site, { date: date ?? undefined }, now)),
  ]);
  return (
    <TeamView
      rangeDays={RANGE_DAYS}
      initial={{
        health: { params: {}, data: health },
        overview: { params: {}, data: overview },
        bottlenecks: { params: {}, data: bottlenecks },
        trends: { params: { from, to, compare }, data: trends },
        comparison: { params: { from, to, compare: comparedBy }, data: comparison },
        capacity: { params: { date }, data: capacity },
      }}
    />
  );
}
