import 'server-only';
import { getDatabase, getReadDatabase } from '@/lib/db/handles';
import { loadDepartmentStats } from '@/lib/domain/departments/loaders';
import { loadAchievementTicker, loadStreakLeaders } from '@/lib/domain/gamification/loaders';
import { loadHeatmapText } from '@/lib/domain/heatmap/loaders';
import { heatmap } from '@/lib/domain/heatmap/schema';
import { loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { loadPace } from '@/lib/domain/pace/loaders';
import { findSite } from '@/lib/domain/sites/cached-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { loadSources } from '@/lib/domain/sources/loaders';
import { loadTeamMetrics } from '@/lib/domain/team/loaders';
import { findScreen } from '@/lib/platform/auth/screens';
import { cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { getEnv } from '@/lib/platform/env/env';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { loadPart } from '@/lib/platform/http/page-part';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { type FloorVariant, prepareFloor, prepareScreen, variantOf } from './prepare';
import { getAliases } from './queries/get-aliases';
import { getScreen } from './queries/get-screen';
import { getScreens } from './queries/get-screens';
import { type OwnScreen, type ScreenFloor, type ScreenList, screenSettings } from './schema';

const TICKER = { days: 2, limit: 20 };

/** What the boards of a site draw for screens of one kind, from reads that are cached for pages too. */
export async function loadScreenFloor(site: Site, variant: FloorVariant, now: EpochSeconds): Promise<ScreenFloor> {
  const yesterday = addDays(businessDayOf(site, now), -1);
  const [board, before, metrics, departments, pace, heat, streaks, awards, sources, aliases] = await Promise.all([
    loadLeaderboard(site, {}, now),
    loadLeaderboard(site, { date: yesterday }, now),
    loadTeamMetrics(site, {}, now),
    loadDepartmentStats(site, {}, now),
    loadPace(site, {}, now),
    loadHeatmapText(site, { by: 'department' }, now),
    loadStreakLeaders(site, { limit: 10 }),
    loadAchievementTicker(site, TICKER, now),
    loadSources(site.id, now),
    cachedLoad(cachePolicies.aliases(site.id), async () => [...(await getAliases(getReadDatabase(), site.id))]),
  ]);
  return prepareFloor(
    {
      board,
      yesterdayRanks: new Map(before.rows.map(({ employeeId, rank }) => [employeeId, rank])),
      metrics,
      departments,
      pace,
      heat: heatmap.parse(JSON.parse(heat)),
      streaks: streaks.rows,
      awards: awards.rows,
      sources,
      aliases: new Map(aliases.data),
    },
    variant,
  );
}

/** The screens of a site as they are now, for admins. */
export async function loadScreens(site: Site, now: EpochSeconds): Promise<ScreenList> {
  const rows = await getScreens(getDatabase(), site.id);
  return { asOf: toIsoInstant(now), rows: rows.map((row) => prepareScreen(row, now, ownBuildId())) };
}

/** What a screen is told about itself. Throws UNAUTHENTICATED when it was revoked. */
export async function loadOwnScreen(site: Site, screenId: number, now: EpochSeconds): Promise<OwnScreen> {
  const row = await getScreen(getDatabase(), screenId);
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    settings: screenSettings.parse(row.settings),
    site: { name: site.name, timeZone: site.timeZone },
    now: toIsoInstant(now),
    build: ownBuildId(),
    isDemo: getEnv().DEMO_MODE,
  };
}

/** What the page of a paired screen draws first; null when the browser is no paired screen. */
export async function loadTvPage(headers: Headers): Promise<{ screen: OwnScreen; floor: ScreenFloor | null } | null> {
  const identity = await findScreen(getDatabase(), headers);
  if (identity === null) return null;
  const now = currentInstant();
  const site = await findSite(identity.siteCode);
  const screen = await loadOwnScreen(site, identity.screenId, now);
  return { screen, floor: await loadPart('floor of a screen', loadScreenFloor(site, variantOf(screen.settings), now)) };
}
