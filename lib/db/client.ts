import { AsyncLocalStorage } from 'node:async_hooks';
import { MySqlTransaction } from 'drizzle-orm/mysql-core';
import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import mysql, { type Pool, type PoolConnection, type QueryOptions, type QueryValues } from 'mysql2/promise';
import { currentWorkContext } from '../platform/log/context';
import { getLogger } from '../platform/log/log';
import { processWide } from '../platform/process/process-wide';
import { currentInstant, monotonicMillis } from '../platform/time/clock';
import type { EpochSeconds } from '../platform/time/instant';
import { DatabaseBusyError, DatabaseSilentError, isRetryableConflict } from './errors';

/** A pool of connections. Reads and single statements go here; writes that belong together through {@link inTransaction}. */
export type Database = MySql2Database & { $client: Pool; close(): Promise<void>; poolState(): PoolState };
export type Transaction = Parameters<Parameters<MySql2Database['transaction']>[0]>[0];
/** What a query or mutation takes: it does not care whether a transaction is around it. */
export type Db = Database | Transaction;

export type PoolState = { size: number; open: number; free: number; waiting: number };

export type DatabaseOptions = {
  url: string;
  poolSize: number;
  /** How long a statement may wait for a free connection before it fails with {@link DatabaseBusyError}. */
  acquireTimeoutMillis?: number;
  connectTimeoutMillis?: number;
  /**
   * How long a statement may go unanswered before it fails with {@link DatabaseSilentError} and its connection is given
   * up, so that a server that hangs does not hang those who ask. Left out: without limit.
   */
  statementTimeoutMillis?: number;
};

const SLOW_STATEMENT_MILLIS = 500;
const TRANSACTION_ATTEMPTS = 5;

/** Same rules on both server kinds and whatever the server's own configuration says. */
const SESSION_SETUP =
  "SET time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', NAMES utf8mb4 COLLATE utf8mb4_unicode_ci";

type StatementCounter = { statements: string[] };
const counters = new AsyncLocalStorage<StatementCounter>();

/** Pages and routes are bundled apart; their statements are counted together. */
const totals = processWide('statement-totals', () => ({ count: 0, millis: 0 }));

/** How many statements this process has run so far, and how long they took in all. */
export function statementTotals(): { count: number; millis: number } {
  return { ...totals };
}

export type SlowStatement = { at: EpochSeconds; durationMillis: number; sql: string; tag: string | null };
const SLOW_STATEMENTS_KEPT = 20;
const slow = processWide('slow-statements', (): { last: SlowStatement[] } => ({ last: [] }));

/** The last statements of this process that took longer than half a second, the latest first. */
export function slowStatements(): SlowStatement[] {
  return [...slow.last];
}

/** Runs `work` and lists the SQL statements it sent, transaction brackets left out. For tests and benchmarks. */
export async function recordStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const counter: StatementCounter = { statements: [] };
  const result = await counters.run(counter, work);
  return { result, statements: counter.statements };
}

/** Opens a pool. Connecting happens with the first statement. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = mysql.createPool({
    uri: options.url,
    connectionLimit: options.poolSize,
    maxIdle: options.poolSize,
    queueLimit: options.poolSize * 40,
    connectTimeout: options.connectTimeoutMillis ?? 30_000,
    enableKeepAlive: true,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    supportBigNumbers: true,
    dateStrings: true,
  });
  // Queued before any other statement of the connection.
  pool.pool.on('connection', (connection) => {
    connection.query(SESSION_SETUP, (error) => {
      if (error !== null) connection.destroy();
    });
  });
  const client = boundedPool(pool, options.acquireTimeoutMillis ?? 5_000, options.statementTimeoutMillis);
  const database = drizzle({ client });
  return Object.assign(database, {
    close: () => pool.end(),
    poolState: (): PoolState => {
      const inner: object = pool.pool;
      const lengthOf = (name: string): number => {
        const list: unknown = Reflect.get(inner, name);
        return list !== null && typeof list === 'object' && 'length' in list ? Number(list.length) : 0;
      };
      return {
        size: options.poolSize,
        open: lengthOf('_allConnections'),
        free: lengthOf('_freeConnections'),
        waiting: lengthOf('_connectionQueue'),
      };
    },
  });
}

/**
 * Runs `work` in a transaction (READ COMMITTED); inside another one it joins it. A deadlock's victim is tried again,
 * so `work` must not have effects outside the database.
 */
export async function inTransaction<T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (db instanceof MySqlTransaction) return work(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work, { isolationLevel: 'read committed' });
    } catch (error) {
      if (attempt >= TRANSACTION_ATTEMPTS || !isRetryableConflict(error)) throw error;
      getLogger().warn({ attempt }, 'transaction lost a lock conflict, trying again');
    }
  }
}

/** The driver's pool with bounded waits, a comment tag on every statement and a log line for slow ones. */
function boundedPool(pool: Pool, acquireTimeoutMillis: number, statementTimeoutMillis: number | undefined): Pool {
  const acquire = async (): Promise<PoolConnection> => {
    let timer: NodeJS.Timeout | undefined;
    let timedOut = false;
    const pending = pool.getConnection();
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        timedOut = true;
        reject(new DatabaseBusyError(acquireTimeoutMillis));
      }, acquireTimeoutMillis);
    });
    pending.then(
      (connection) => {
        if (timedOut) connection.release();
      },
      () => undefined, // the race below reports it
    );
    try {
      return await Promise.race([pending, timeout]);
    } finally {
      clearTimeout(timer);
    }
  };
  return new Proxy(pool, {
    get(target, property) {
      if (property === 'getConnection') return async () => taggedConnection(await acquire(), statementTimeoutMillis);
      if (property === 'query') {
        return async (statement: QueryOptions | string, values?: QueryValues) => {
          const connection = await acquire();
          try {
            return await runStatement(connection, statementTimeoutMillis, statement, values);
          } finally {
            connection.release();
          }
        };
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function taggedConnection(connection: PoolConnection, timeoutMillis: number | undefined): PoolConnection {
  return new Proxy(connection, {
    get(target, property) {
      if (property === 'query') {
        return (statement: QueryOptions | string, values?: QueryValues) =>
          runStatement(target, timeoutMillis, statement, values);
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function runStatement(
  connection: PoolConnection,
  timeoutMillis: number | undefined,
  statement: QueryOptions | string,
  values: QueryValues | undefined,
) {
  const text = typeof statement === 'string' ? statement : statement.sql;
  if (!/^(begin|start transaction|commit|rollback|set transaction)/i.test(text)) {
    counters.getStore()?.statements.push(text);
  }
  const tag = currentWorkContext()?.tag.replace(/[^\w /:.[\]-]/g, '');
  const sql = tag === undefined ? text : `/* ${tag} */ ${text}`;
  const startedAt = monotonicMillis();
  try {
    const answer = connection.query(typeof statement === 'string' ? { sql } : { ...statement, sql }, values);
    return timeoutMillis === undefined ? await answer : await answerWithin(timeoutMillis, connection, answer);
  } finally {
    const millis = monotonicMillis() - startedAt;
    totals.count += 1;
    totals.millis += millis;
    const durationMillis = Math.round(millis);
    if (durationMillis > SLOW_STATEMENT_MILLIS) {
      getLogger().warn({ durationMillis, sql: text.slice(0, 1000) }, 'slow statement');
      slow.last.unshift({ at: currentInstant(), durationMillis, sql: text.slice(0, 1000), tag: tag ?? null });
      slow.last.length = Math.min(slow.last.length, SLOW_STATEMENTS_KEPT);
    }
  }
}

/** The driver's own limit starts when the statement is sent, which a connection that hangs in its set-up never does. */
async function answerWithin<T>(millis: number, connection: PoolConnection, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // Not to be used again: the answer may still come.
      connection.destroy();
      reject(new DatabaseSilentError(millis));
    }, millis);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
