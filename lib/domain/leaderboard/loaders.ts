import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { type Cached, cachedLoad } from '@/lib/platform/cache/cache';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { cursorOf, positionOfCursor } from './cursor';
import { type Board, prepareLeaderboard } from './prepare';
import { getDayDepartments } from './queries/get-day-departments';
import { getLeaderboard } from './queries/get-leaderboard';
import { type BoardPosition, comparePositions } from './rules';
import type { Leaderboard } from './schema';

export type BoardRequest = { date?: IsoDay; department?: string };
export type PageRequest = BoardRequest & { limit: number; cursor?: string };

/** As it is cached: rows are JSON already, so that an answer is put together without touching them again. */
type CachedBoard = Omit<Board, 'rows'> & { rows: string[]; positions: BoardPosition[] };

/** Everything of a {@link Leaderboard} but the rows and what follows from them. */
type BoardHead = Omit<Leaderboard, 'rows' | 'nextCursor'>;

/** The whole board, for pages. Throws NOT_FOUND on an unknown department. */
export async function loadLeaderboard(site: Site, request: BoardRequest, now: EpochSeconds): Promise<Leaderboard> {
  const { head, board } = await loadBoard(site, request, now);
  return { ...head, rows: JSON.parse(`[${board.rows.join(',')}]`), nextCursor: null };
}

/** A page of the board as JSON text of a {@link Leaderboard}. Throws NOT_FOUND, VALIDATION on a bad cursor. */
export async function loadLeaderboardText(site: Site, request: PageRequest, now: EpochSeconds): Promise<string> {
  const { head, board } = await loadBoard(site, request, now);
  const start = request.cursor === undefined ? 0 : firstAfter(board.positions, positionOfCursor(request.cursor));
  const end = start + request.limit;
  const last = board.positions[end - 1];
  const nextCursor = end < board.rows.length && last !== undefined ? cursorOf(last) : null;
  const headText = JSON.stringify({ ...head, nextCursor });
  return `${headText.slice(0, -1)},"rows":[${board.rows.slice(start, end).join(',')}]}`;
}

async function loadBoard(
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

/** How many rows stand above or at `position`: where the page after it starts, also when its person has moved. */
function firstAfter(positions: readonly BoardPosition[], position: BoardPosition): number {
  const index = positions.findIndex((one) => comparePositions(one, position) > 0);
  return index === -1 ? positions.length : index;
}
