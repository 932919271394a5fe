import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const table = z.object({
  name: z.string(),
  rows: column.integer,
  dataBytes: column.integer,
  indexBytes: column.integer,
});
export type TableSize = z.infer<typeof table>;

/** The tables of the hub, the largest first, with what the server estimates of them without counting. */
export function getTables(db: Db): Promise<TableSize[]> {
  return selectRows(
    db,
    sql`SELECT TABLE_NAME AS name, TABLE_ROWS AS ${sql.identifier('rows')}, DATA_LENGTH AS dataBytes, INDEX_LENGTH AS indexBytes
          FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'
         ORDER BY DATA_LENGTH + INDEX_LENGTH DESC`,
    table,
  );
}

/** `10.11.6-MariaDB`, `8.0.36` */
export async function getDatabaseVersion(db: Db): Promise<string> {
  const [row] = await selectRows(db, sql`SELECT VERSION() AS version`, z.object({ version: z.string() }));
  if (row === undefined) throw new Error('The database does not tell its version.');
  return row.version;
}
