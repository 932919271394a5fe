import { deepStrictEqual } from 'node:assert';
import { MySqlDialect } from 'drizzle-orm/mysql-core';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { recordStatements } from '@/lib/db/client';
import { loadLeaderboard } from '@/lib/domain/leaderboard/loaders';
import { leaderboardStatement } from '@/lib/domain/leaderboard/queries/get-leaderboard';
import { addDays, businessDayInterval } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { HAND_WRITTEN, originalStatement } from './hand-written';
import { fastestOf, medianOf, race, ratioOf } from './measure';
import type { Finding } from './report';
import type { YearData } from './year-data';

const SECTION = 'leaderboard';
const OURS = 'the statement of the leaderboard';
const ORIGINAL = 'the original approach';
const ROUNDS = 300;
const WARM_UP = 60;
/** The original takes seconds. */
const ORIGINAL_ROUNDS = 3;

type Statement = { sql: string; params: (string | number)[] };

/** The board of a date: our statement against the fastest by hand and against the approach that it replaces. */
export async function benchLeaderboard(data: YearData): Promise<Finding[]> {
  const connection = await mysql.createConnection({ uri: data.databaseUrl, timezone: 'Z', dateStrings: true });
  try {
    return [
      await againstHandWritten(data, connection),
      await statementsOf(data),
      await againstOriginal(data, connection),
    ];
  } finally {
    await connection.end();
  }
}

async function againstHandWritten(data: YearData, connection: Connection): Promise<Finding> {
  const day = (round: number) => addDays(data.lastDay, -1 - ((round * 37) % (data.days - 2)));
  const ways = new Map<string, (date: IsoDay) => Statement>([[OURS, (date) => ourStatement(data, date)]]);
  for (const [name, sql] of Object.entries(HAND_WRITTEN)) {
    ways.set(name, (date) => ({ sql, params: [data.site.id, date] }));
  }
  for (const round of [0, 1, 2]) {
    const answers = await Promise.all(
      [...ways.values()].map(async (way) => comparable(await rowsOf(connection, way(day(round))))),
    );
    for (const answer of answers)
      deepStrictEqual(answer, answers[0], 'the hand-written statements must give the same answer');
  }
  const times = await race(
    [...ways].map(([name, way]) => ({
      name,
      run: async (round) => withRank(await rowsOf(connection, way(day(round)))),
    })),
    { warmUp: WARM_UP, rounds: ROUNDS },
  );
  const best = fastestOf(times, Object.keys(HAND_WRITTEN));
  const { ratio, quartiles } = ratioOf(times, OURS, best);
  return {
    section: SECTION,
    what: 'statement / fastest by hand',
    value: ratio,
    unit: 'x',
    target: { is: 'at most', value: 1.5 },
    note:
      `${medianOf(times, OURS).toFixed(2)} ms against ${medianOf(times, best).toFixed(2)} ms ("${best}", the fastest of ` +
      `${Object.keys(HAND_WRITTEN).length}), medians of ${ROUNDS} dates; middle half of the rounds ${quartiles.map((one) => one.toFixed(2)).join(' to ')}`,
  };
}

async function statementsOf(data: YearData): Promise<Finding> {
  const date = addDays(data.lastDay, -3);
  const now = businessDayInterval(data.site, data.lastDay).end;
  const { statements, result } = await recordStatements(() => loadLeaderboard(data.site, { date }, now));
  return {
    section: SECTION,
    what: 'statements of an uncached request',
    value: statements.length,
    unit: 'statements',
    target: { is: 'at most', value: 2 },
    note: `counted while a board of ${result.total} people was loaded through the cached loader for the first time`,
  };
}

async function againstOriginal(data: YearData, connection: Connection): Promise<Finding> {
  const day = (round: number) => addDays(data.lastDay, -20 - round);
  const times = await race(
    [
      { name: OURS, run: (round) => rowsOf(connection, ourStatement(data, day(round))) },
      { name: ORIGINAL, run: (round) => rowsOf(connection, originalStatement(data.site.id, day(round))) },
    ],
    { warmUp: 1, rounds: ORIGINAL_ROUNDS },
  );
  return {
    section: SECTION,
    what: 'original approach / statement',
    value: ratioOf(times, ORIGINAL, OURS).ratio,
    unit: 'x',
    target: { is: 'at least', value: 50 },
    note:
      `${(medianOf(times, ORIGINAL) / 1000).toFixed(2)} s with per-person subqueries and CONVERT_TZ in WHERE against ` +
      `${medianOf(times, OURS).toFixed(2)} ms, medians of ${ORIGINAL_ROUNDS} dates; it does not even score idle time`,
  };
}

function ourStatement({ site }: YearData, date: IsoDay): Statement {
  const statement = leaderboardStatement({ siteId: site.id, date, withArchived: true, department: null });
  const { sql, params } = new MySqlDialect().sqlToQuery(statement);
  return { sql, params: params.map((param) => (typeof param === 'number' ? param : String(param))) };
}

async function rowsOf(connection: Connection, { sql, params }: Statement): Promise<RowDataPacket[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, params);
  return rows;
}

/** Counts ranks where the statement left them to the program (1 + people with more points). */
function withRank(rows: RowDataPacket[]): RowDataPacket[] {
  if (rows[0] === undefined || 'rank_of_day' in rows[0]) return rows;
  let rank = 1;
  return rows.map((row, index) => {
    if (row.points !== rows[index - 1]?.points) rank = index + 1;
    return { ...row, rank_of_day: rank };
  });
}

/** The columns that every answer has, as text. */
function comparable(rows: RowDataPacket[]): string[] {
  return withRank(rows).map((row) =>
    [
      'rank_of_day',
      'employee_id',
      'name',
      'points',
      'items',
      'day_points',
      'day_items',
      'first_activity_at',
      'clocked_seconds',
      'active_seconds',
      'efficiency_rate',
      'primary_role_id',
      'open_until',
      'current_streak',
    ]
      .map((name) => String(row[name]))
      .join('|'),
  );
}
