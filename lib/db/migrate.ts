import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import { z } from 'zod';
import type { Database } from './client';
import { selectRows } from './rows';

const MIGRATIONS_FOLDER = 'drizzle';
const MIGRATIONS_TABLE = '__drizzle_migrations';

/** Brings the database to the newest schema. Run by one process at a time: a named lock makes the others wait. */
export async function migrateDatabase(database: Database): Promise<void> {
  // Tables take over the database's character set, and ours must hold every name there is.
  await database.execute(sql`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await migrate(database, { migrationsFolder: MIGRATIONS_FOLDER, migrationsTable: MIGRATIONS_TABLE });
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** True when every migration of this build is applied. */
export async function isSchemaCurrent(database: Database): Promise<boolean> {
  const journal = journalSchema.parse(
    JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, 'meta', '_journal.json'), 'utf8')),
  );
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const rows = await selectRows(
    database,
    sql`SELECT MAX(created_at) AS newest FROM ${sql.identifier(MIGRATIONS_TABLE)}`,
    z.object({ newest: z.coerce.number().nullable() }),
  );
  return (rows[0]?.newest ?? 0) >= newest;
}
