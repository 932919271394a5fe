import mysql, { type Pool, type RowDataPacket } from 'mysql2/promise';
import * as z from 'zod';
import { describeError } from '@/lib/platform/errors/errors';
import { type EpochSeconds, fromSqlInstant, toSqlInstant } from '@/lib/platform/time/instant';

/** Where PodFactory keeps its work windows: a MySQL database of its own, instants in UTC. */
export type PodFactorySource = { url: string; table: string };

/** The source could not be read. The message says why, without credentials. */
export class PodFactoryError extends Error {
  constructor(cause: unknown) {
    super(
      `PodFactory's database could not be read (${describeError(cause)}). Check PODFACTORY_DATABASE_URL and PODFACTORY_TABLE.`,
      {
        cause,
      },
    );
    this.name = 'PodFactoryError';
  }
}

/** Windows to read: ids after `afterId`, and window_start in [from, to) where given. */
export type RowFilter = { afterId?: number; from?: EpochSeconds; to?: EpochSeconds; ids?: number[] };

const COLUMNS = ['id', 'user_email', 'user_name', 'action', 'items_count', 'window_start', 'window_end'];
const QUERY_TIMEOUT_MILLIS = 60_000;

const idRow = z.object({ id: z.coerce.number().int() });
const positionRow = idRow.extend({ created_at: z.string().nullable() });

/** Reads the source's table, and nothing else there. Every method throws {@link PodFactoryError}. */
export class PodFactoryReader {
  readonly #pool: Pool;
  readonly #table: string;

  constructor(source: PodFactorySource) {
    this.#table = mysql.escapeId(source.table);
    this.#pool = mysql.createPool({
      uri: source.url,
      connectionLimit: 1,
      connectTimeout: 10_000,
      timezone: 'Z',
      dateStrings: true,
      supportBigNumbers: true,
      charset: 'utf8mb4',
    });
    this.#pool.pool.on('connection', (connection) => {
      connection.query("SET time_zone = '+00:00'", (error) => {
        if (error !== null) connection.destroy();
      });
    });
  }

  /** Up to `limit` rows that pass the filter, by id. They are what the driver gives: unknown until checked. */
  async read(filter: RowFilter, limit: number): Promise<unknown[]> {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const add = (condition: string, value: unknown) => {
      conditions.push(condition);
      values.push(value);
    };
    if (filter.afterId !== undefined) add('id > ?', filter.afterId);
    if (filter.from !== undefined) add('window_start >= ?', toSqlInstant(filter.from));
    if (filter.to !== undefined) add('window_start < ?', toSqlInstant(filter.to));
    if (filter.ids !== undefined) add('id IN (?)', filter.ids);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const columns = COLUMNS.map((column) => mysql.escapeId(column)).join(', ');
    return this.#query(`SELECT ${columns} FROM ${this.#table} ${where} ORDER BY id LIMIT ?`, [...values, limit]);
  }

  /** The highest id there is; 0 in an empty table. */
  async highestId(): Promise<number> {
    const rows = await this.#query(`SELECT COALESCE(MAX(id), 0) AS id FROM ${this.#table}`, []);
    return z.tuple([idRow]).parse(rows)[0].id;
  }

  /** When the last row with an id of at most `id` was made; null when there is none or it does not say. */
  async createdAtUpTo(id: number): Promise<EpochSeconds | null> {
    const rows = await this.#query(`SELECT id, created_at FROM ${this.#table} WHERE id <= ? ORDER BY id DESC LIMIT 1`, [
      id,
    ]);
    const [row] = z.array(positionRow).parse(rows);
    return row === undefined || row.created_at === null ? null : fromSqlInstant(row.created_at);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #query(sql: string, values: unknown[]): Promise<unknown[]> {
    try {
      const [rows] = await this.#pool.query<RowDataPacket[]>({ sql, values, timeout: QUERY_TIMEOUT_MILLIS });
      return rows;
    } catch (error) {
      throw new PodFactoryError(error);
    }
  }
}
