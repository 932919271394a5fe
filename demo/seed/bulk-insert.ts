import type { MySqlTable } from 'drizzle-orm/mysql-core';
import mysql, { type Connection } from 'mysql2/promise';
import { insertStatementText } from '@/lib/db/insert-statement';

const ROWS_PER_STATEMENT = 2_000;

/** Trusted data in large amounts: no checks that cost a look-up per row. */
const SESSION_SETUP = `SET time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0,
  sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION', NAMES utf8mb4 COLLATE utf8mb4_unicode_ci`;

/** Writes rows with multi-row inserts over several connections at once. For seeds only: constraints are not checked. */
export type BulkWriter = {
  /** Resolves as soon as the rows are on their way; waits while all connections are busy. Fails with the first failure. */
  insert<T extends MySqlTable>(table: T, rows: readonly T['$inferInsert'][]): Promise<void>;
  /** Resolves when everything is written. */
  finish(): Promise<void>;
  close(): Promise<void>;
};

export async function openBulkWriter(databaseUrl: string, connectionCount = 2): Promise<BulkWriter> {
  const connections = await Promise.all(
    Array.from({ length: connectionCount }, () => mysql.createConnection({ uri: databaseUrl, timezone: 'Z' })),
  );
  for (const connection of connections) await connection.query(SESSION_SETUP);
  const free: Connection[] = [...connections];
  const busy = new Set<Promise<void>>();

  const send = async (statement: string): Promise<void> => {
    while (free.length === 0) await Promise.race(busy);
    const connection = free.pop();
    if (connection === undefined) return send(statement);
    const running: Promise<void> = connection.query(statement).then(() => {
      free.push(connection);
      busy.delete(running);
    });
    // A failed one stays in `busy`, so that the next wait reports it.
    running.catch(() => undefined);
    busy.add(running);
  };

  return {
    async insert(table, rows) {
      for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
        await send(insertStatementText(table, rows.slice(at, at + ROWS_PER_STATEMENT)));
      }
    },
    async finish() {
      while (busy.size > 0) await Promise.race(busy);
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.end()));
    },
  };
}
