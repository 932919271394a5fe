import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedDay } from '@/lib/platform/time/asked-days';
import { addDays } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import {
  type BoardHead,
  type BoardRequest,
  type CachedBoard,
  cachedBoard,
  cachedLiveBoard,
  cachedLiveBoardText,
  rowsOf,
} from './cached-board';
import { TREND_DAYS } from './columns';
import { cursorOf, positionOfCursor } from './cursor';
import { prepareTrend } from './prepare-trend';
import { getPointsByDay } from './queries/get-points-by-day';
import { type BoardPosition, comparePositions } from './rules';
import type { BoardTrend, BoardTrendQuery, Leaderboard, LiveBoard } from './schema';

export type PageRequest = BoardRequest & { limit: number; cursor?: string };

/** The whole board, for pages. Throws NOT_FOUND on an unknown department. */
export async function loadLeaderboard(site: Site, request: BoardRequest, now: EpochSeconds): Promise<Leaderboard> {
  const { head, board } = await cachedBoard(site, request, now);
  return { ...head, rows: rowsOf(board), nextCursor: null };
}

/** Texts of boards in memory that were asked for last, by what else decides about them. */
const texts = new WeakMap<CachedBoard, Map<string, string>>();
const MAX_TEXTS_OF_BOARD = 8;

/** A page of the board as JSON text of a {@link Leaderboard}. Throws NOT_FOUND, VALIDATION on a bad cursor. */
export async function loadLeaderboardText(site: Site, request: PageRequest, now: EpochSeconds): Promise<string> {
  const { head, board } = await cachedBoard(site, request, now);
  const start = request.cursor === undefined ? 0 : firstAfter(board.positions, positionOfCursor(request.cursor));
  const end = start + request.limit;
  const ofBoard = texts.get(board) ?? new Map<string, string>();
  texts.set(board, ofBoard);
  const key = `${head.today}/${head.state}/${start}/${end}`;
  let text = ofBoard.get(key);
  if (text === undefined) {
    text = pageText(head, board, start, end);
    if (ofBoard.size >= MAX_TEXTS_OF_BOARD) ofBoard.clear();
    ofBoard.set(key, text);
  }
  return text;
}

function pageText(head: BoardHead, board: CachedBoard, start: number, end: number): string {
  const last = board.positions[end - 1];
  const nextCursor = end < board.rows.length && last !== undefined ? cursorOf(last) : null;
  const headText = JSON.stringify({ ...head, nextCursor });
  return `${headText.slice(0, -1)},"rows":[${board.rows.slice(start, end).join(',')}]}`;
}

/** The first ten of today with what changed since yesterday (domain.md 6, Live board). */
export function loadLiveBoard(site: Site, now: EpochSeconds): Promise<LiveBoard> {
  return cachedLiveBoard(site, now);
}

/** {@link loadLiveBoard} as JSON text. */
export function loadLiveBoardText(site: Site, now: EpochSeconds): Promise<string> {
  return cachedLiveBoardText(site, now);
}

/** Everybody's last 14 days and rank on the day before. One statement. Throws VALIDATION on a day in the future. */
export async function loadBoardTrend(site: Site, query: BoardTrendQuery, now: EpochSeconds): Promise<BoardTrend> {
  const { policy, load } = trendRead(site, query, now);
  return cachedAnswer(policy, load);
}

/** {@link loadBoardTrend} as JSON text. */
export async function loadBoardTrendText(site: Site, query: BoardTrendQuery, now: EpochSeconds): Promise<string> {
  const { policy, load } = trendRead(site, query, now);
  return cachedAnswerText(policy, load);
}

function trendRead(site: Site, query: BoardTrendQuery, now: EpochSeconds) {
  const { day: date, today } = askedDay(site, query.date, now);
  const { department = null } = query;
  const range = { from: addDays(date, 1 - TREND_DAYS), to: date };
  return {
    policy: cachePolicies.boardTrend({ siteId: site.id, ...range, today, department }),
    load: async (): Promise<Omit<BoardTrend, 'asOf' | 'state'>> => {
      const rows = await getPointsByDay(getReadDatabase(), { siteId: site.id, ...range, department });
      return { source: date === today ? 'live' : 'stored', date, department, ...prepareTrend(range, rows) };
    },
  };
}

/** How many rows stand above or at `position`: where the page after it starts, also when its person has moved. */
function firstAfter(positions: readonly BoardPosition[], position: BoardPosition): number {
  const index = positions.findIndex((one) => comparePositions(one, position) > 0);
  return index === -1 ? positions.length : index;
}
