import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';

const TABLES = [
  'activity_logs',
  'clock_times',
  'clock_breaks',
  'daily_scores',
  'daily_role_totals',
  'hourly_role_totals',
  'hourly_presence',
  'daily_costs',
  'unmapped_totals',
];
/** Doubling: 63 more copies, on the 63 days before. */
const SHIFTS = [1, 2, 4, 8, 16, 32];
const SOURCE_KEYS = ['reference_id', 'source_shift_id', 'source_break_id'];

const columnRow = z.object({ name: z.string(), type: z.string() });

/**
 * Copies everything of a site to the days before, so that reading a table whole is the worse plan, and lets the server
 * look at its tables again. For tests of plans only: the copies of different days may fall on each other.
 */
export async function fillHistory(database: Database, siteId: number): Promise<void> {
  for (const table of TABLES) {
    for (const days of SHIFTS) {
      const { names, values } = await shiftedColumns(database, table, days);
      await database.execute(sql`
        INSERT IGNORE INTO ${sql.identifier(table)} (${names})
        SELECT ${values} FROM ${sql.identifier(table)} WHERE site_id = ${siteId}`);
    }
    await database.execute(sql`ANALYZE TABLE ${sql.identifier(table)}`);
  }
  await database.execute(sql`ANALYZE TABLE employees, employee_identities, role_configs, role_config_versions`);
}

/** The columns of a table without its own id, and what they are in a copy of a row on an earlier day. */
export async function shiftedColumns(
  database: Database,
  table: string,
  days: number,
): Promise<{ names: SQL; values: SQL }> {
  const columns = await selectRows(
    database,
    sql`SELECT COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.COLUMNS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table} AND COLUMN_NAME <> 'id'`,
    columnRow,
  );
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  return {
    names: list(columns.map(({ name }) => sql`${sql.identifier(name)}`)),
    values: list(columns.map((column) => shifted(column, days))),
  };
}

function shifted({ name, type }: z.infer<typeof columnRow>, days: number): SQL {
  const column = sql.identifier(name);
  if (type === 'date' || type === 'datetime') return sql`DATE_SUB(${column}, INTERVAL ${sql.raw(String(days))} DAY)`;
  return SOURCE_KEYS.includes(name) ? sql`CONCAT(${column}, ${`-${days}`})` : sql`${column}`;
}
