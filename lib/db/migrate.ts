import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import * as z from 'zod';
import type { Database, Db, Transaction } from './client';
import { isAlreadyDone, isMissingTable } from './errors';
import { column, selectRows } from './rows';

const MIGRATIONS_FOLDER = 'drizzle';
const MIGRATIONS_TABLE = '__drizzle_migrations';

const PROGRESS_TABLE = '__migration_progress';
/** Another process may be at a long migration. */
const LOCK_WAIT_SECONDS = 600;

/**
 * Brings the database to the newest schema. One process at a time: a named lock makes the others wait. Changes of tables
 * cannot be taken back by a transaction, so after each statement is noted how far a migration got; one that was
 * interrupted goes on there the next time.
 */
export async function migrateDatabase(database: Database): Promise<void> {
  // Tables take over the database's character set, and ours must hold every name there is.
  await database.execute(sql`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const migrations = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
  // For the one connection that has the lock; each change of a table commits by itself.
  await database.transaction(async (tx) => {
    const lockName = sql`CONCAT(LEFT(DATABASE(), 48), '/migrate')`;
    const [lock] = await selectRows(
      tx,
      sql`SELECT GET_LOCK(${lockName}, ${LOCK_WAIT_SECONDS}) AS got`,
      z.object({ got: column.integer }),
    );
    if (lock?.got !== 1) {
      throw new Error(`another process has been migrating it for ${LOCK_WAIT_SECONDS} s; wait for it to end`);
    }
    try {
      await createOwnTables(tx);
      const applied = await newestApplied(tx);
      for (const migration of migrations) {
        if (migration.folderMillis > applied) await applyMigration(tx, migration);
      }
    } finally {
      await tx.execute(sql`SELECT RELEASE_LOCK(${lockName})`);
    }
  });
}

/** The first is drizzle-kit's, whose tools read it. */
async function createOwnTables(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`CREATE TABLE IF NOT EXISTS ${sql.identifier(MIGRATIONS_TABLE)} (id SERIAL PRIMARY KEY, hash TEXT NOT NULL, created_at BIGINT)`,
  );
  await tx.execute(
    sql`CREATE TABLE IF NOT EXISTS ${sql.identifier(PROGRESS_TABLE)} (hash CHAR(64) PRIMARY KEY, statements INT NOT NULL)`,
  );
}

async function applyMigration(tx: Transaction, { hash, folderMillis, sql: statements }: MigrationMeta): Promise<void> {
  const progress = sql.identifier(PROGRESS_TABLE);
  const [begun] = await selectRows(
    tx,
    sql`SELECT statements FROM ${progress} WHERE hash = ${hash}`,
    z.object({ statements: column.integer }),
  );
  const first = begun?.statements ?? 0;
  if (begun === undefined) await tx.execute(sql`INSERT INTO ${progress} (hash, statements) VALUES (${hash}, 0)`);
  for (const [index, statement] of statements.entries()) {
    if (index < first) continue;
    try {
      await tx.execute(sql.raw(statement));
    } catch (error) {
      // Only the one that was under way when an earlier try ended can be done without being noted.
      if (begun === undefined || index !== first || !isAlreadyDone(error)) throw error;
    }
    await tx.execute(sql`UPDATE ${progress} SET statements = ${index + 1} WHERE hash = ${hash}`);
    await tx.execute(sql`COMMIT`);
  }
  await tx.execute(
    sql`INSERT INTO ${sql.identifier(MIGRATIONS_TABLE)} (hash, created_at) VALUES (${hash}, ${folderMillis})`,
  );
  await tx.execute(sql`DELETE FROM ${progress} WHERE hash = ${hash}`);
  await tx.execute(sql`COMMIT`);
}

async function newestApplied(db: Db): Promise<number> {
  const [row] = await selectRows(
    db,
    sql`SELECT MAX(created_at) AS newest FROM ${sql.identifier(MIGRATIONS_TABLE)}`,
    z.object({ newest: z.coerce.number().nullable() }),
  );
  return row?.newest ?? 0;
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** True when every migration of this build is applied. */
export async function isSchemaCurrent(database: Database): Promise<boolean> {
  const journal = journalSchema.parse(
    JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, 'meta', '_journal.json'), 'utf8')),
  );
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  try {
    return (await newestApplied(database)) >= newest;
  } catch (error) {
    if (isMissingTable(error)) return false; // an empty database
    throw error;
  }
}
