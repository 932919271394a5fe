import { type SQL, sql } from 'drizzle-orm';

/**
 * `SUM` of a whole-number expression in doubles: exact up to 2^53 (9 quadrillion cents or seconds) and twice as fast over
 * tens of thousands of rows as the servers' own, which adds whole numbers as decimals. Null over no rows, as SUM is.
 */
export function wholeSum(expression: SQL): SQL {
  return sql`SUM(${expression} + 0E0)`;
}
