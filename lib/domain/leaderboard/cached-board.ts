import { getReadDatabase } from '@/lib/db/handles';
import { getDayDepartments } from '@/lib/domain/departments/queries/get-day-departments';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { type Cached, cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { type Board, prepareLeaderboard, prepareLiveBoard } from './prepare';
import { getLeaderboard } from './queries/get-leaderboard';
import type { BoardPosition } from './rules';
import type { Leaderboard, LeaderboardRow, LiveBoard, LiveBoardBody } from './schema';

/** The boards as the cache holds them, for the loaders and for warming the cache. */

export type BoardRequest = { date?: IsoDay; department?: string };

/** As it is cached: rows are JSON already, so that an answer is put together without touching them again. */
export type CachedBoard = Omit<Board, 'rows'> & { rows: string[]; positions: BoardPosition[] };

/** Everything of a {@link Leaderboard} but the rows and what follows from them. */
export type BoardHead = Omit<Leaderboard, 'rows' | 'nextCursor'>;

export function cachedLiveBoard(site: Site, now: EpochSeconds): Promise<LiveBoard> {
  return cachedAnswer<LiveBoardBody>(livePolicy(site, now), () => readLiveBoard(site, now));
}

export function cachedLiveBoardText(site: Site, now: EpochSeconds): Promise<string> {
  return cachedAnswerText(livePolicy(site, now), () => readLiveBoard(site, now));
}

/** The rows of a cached board as values. */
export function rowsOf(board: CachedBoard): LeaderboardRow[] {
  return JSON.parse(`[${board.rows.join(',')}]`);
}

function livePolicy(site: Site, now: EpochSeconds) {
  return cachePolicies.liveBoard({ siteId: site.id, today: businessDayOf(site, now) });
}

/** Two statements, and the two of yesterday's board, which then stays in the cache for an hour. */
async function readLiveBoard(site: Site, now: EpochSeconds): Promise<LiveBoardBody> {
  const date = businessDayOf(site, now);
  const [today, yesterday] = await Promise.all([
    readBoard(site, { date, department: null, isPast: false, isToday: true, now }),
    cachedBoard(site, { date: addDays(date, -1) }, now),
  ]);
  return prepareLiveBoard(date, today, rowsOf(yesterday.board));
}

/** A board from the cache, loaded when it is not there. Throws NOT_FOUND on an unknown department. */
export async function cachedBoard(
  site: Site,
  request: BoardRequest,
  now: EpochSeconds,
): Promise<{ head: BoardHead; board: CachedBoard }> {
  const today = businessDayOf(site, now);
  const date = request.date ?? today;
  const department = request.department ?? null;
  const when = date < today ? 'past' : 'today';
  const policy = cachePolicies.leaderboard({ siteId: site.id, date, when, department });
  const cached: Cached<CachedBoard> = await cachedLoad(policy, async () => {
    const board = await readBoard(site, { date, department, isPast: when === 'past', isToday: date === today, now });
    return {
      ...board,
      rows: board.rows.map(({ row }) => JSON.stringify(row)),
      positions: board.rows.map(({ position }) => position),
    };
  });
  const { total, unmappedItems, departments } = cached.data;
  return {
    head: {
      date,
      today,
      department,
      asOf: toIsoInstant(cached.asOf),
      state: cached.state,
      source: date === today ? 'live' : 'stored',
      total,
      unmappedItems,
      departments,
    },
    board: cached.data,
  };
}

type DayRequest = { date: IsoDay; department: string | null; isPast: boolean; isToday: boolean; now: EpochSeconds };

/** Two statements, whatever the number of people. */
async function readBoard(site: Site, request: DayRequest): Promise<Board> {
  const { date, department, isPast, isToday, now } = request;
  const db = getReadDatabase();
  const [people, { roles, work }] = await Promise.all([
    getLeaderboard(db, { siteId: site.id, date, withArchived: isPast, department }),
    getDayDepartments(db, site.id, date),
  ]);
  if (department !== null && !roles.some((role) => role.department_name === department)) {
    throw new AppError('NOT_FOUND', `There is no department "${department}" at ${site.name}.`);
  }
  const { targetDaysPerMonth } = site.settings;
  return prepareLeaderboard({ people, roles, work, department, isToday, targetDaysPerMonth, now });
}
