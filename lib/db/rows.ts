import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { fromSqlInstant } from '../platform/time/instant';
import type { Db } from './client';

/**
 * Runs a plain SQL statement and reads each row through `row`. For statements that the query builder cannot say
 * (window functions, unions); columns come back as the driver's text and numbers.
 */
export async function selectRows<Row extends z.ZodType>(db: Db, statement: SQL, row: Row): Promise<z.infer<Row>[]> {
  const [rows] = await db.execute(statement);
  return z.array(row).parse(rows);
}

/** Column readers for {@link selectRows}. */
export const column = {
  /** `datetime` to epoch seconds */
  instant: z.string().transform(fromSqlInstant),
  /** integer or SUM() of integers, which the driver gives as text */
  integer: z.coerce.number().int(),
  /** decimal as text, e.g. `140.00` */
  decimal: z.coerce.string(),
  /** 0/1 */
  flag: z.coerce.number().transform((value) => value !== 0),
} as const;
