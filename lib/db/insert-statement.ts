import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { AnyMySqlColumn, MySqlTable } from 'drizzle-orm/mysql-core';
import mysql from 'mysql2/promise';

/**
 * One multi-row INSERT as text, values escaped in it. For a thousand rows and more, where the query builder takes longer
 * to put the statement together than the server to run it. All rows name the same columns; the others are left to their
 * defaults. Throws RangeError without rows or columns.
 */
export function insertStatementText<T extends MySqlTable>(table: T, rows: readonly T['$inferInsert'][]): string {
  const first: object = rows[0] ?? {};
  const columns: [string, AnyMySqlColumn][] = Object.entries(getTableColumns(table)).filter(([name]) => name in first);
  if (columns.length === 0) throw new RangeError('There is nothing to insert: no rows, or rows without columns');
  const names = columns.map(([, column]) => mysql.escapeId(column.name)).join(',');
  const values = rows.map((row: object) => {
    const texts = columns.map(([name, column]) => valueText(column, Reflect.get(row, name)));
    return `(${texts.join(',')})`;
  });
  return `INSERT INTO ${mysql.escapeId(getTableName(table))} (${names}) VALUES ${values.join(',')}`;
}

/** {@link insertStatementText} for `db.execute`. */
export function insertStatement<T extends MySqlTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  return sql.raw(insertStatementText(table, rows));
}

function valueText(column: AnyMySqlColumn, value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && column.dataType === 'number') return String(value);
  return mysql.escape(String(column.mapToDriverValue(value)));
}
