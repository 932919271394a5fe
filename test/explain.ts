import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

const planStep = z.object({
  table: z.string().nullable(),
  type: z.string().nullable(),
  key: z.string().nullable(),
  Extra: z.string().nullable(),
});
export type PlanStep = z.infer<typeof planStep>;

/** What the server says it would do for a statement; results of the statement itself (`<derived2>`, `<union1,2>`) left out. */
export async function planOf(database: Database, statement: SQL): Promise<PlanStep[]> {
  const steps = await selectRows(database, sql`EXPLAIN ${statement}`, planStep);
  return steps.filter((step) => step.table !== null && !step.table.startsWith('<'));
}

/** The steps that read a table or a whole index without a condition: none in a sound plan. `small` tables may be read whole. */
export function wholeReads(plan: readonly PlanStep[], small: readonly string[] = []): PlanStep[] {
  return plan.filter(
    (step) =>
      (step.type === 'ALL' || step.type === 'index' || step.key === null) &&
      !small.includes(step.table ?? '') &&
      !(step.Extra ?? '').includes('Impossible WHERE') &&
      !(step.Extra ?? '').includes('no matching row'),
  );
}

/**
 * Copies a day's rows of the site to as many other days before it, so that reading a table whole is the worse plan there,
 * as it is in a real hub.
 */
export async function fillOtherDays(
  database: Database,
  siteId: number,
  day: IsoDay,
  tables: readonly string[],
  count = 40,
): Promise<void> {
  for (const table of tables) {
    const columns = await selectRows(
      database,
      sql`SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
           WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table} AND COLUMN_NAME <> 'score_date'`,
      z.object({ name: z.string() }),
    );
    const list = sql.join(
      columns.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    for (const other of daysFromTo(addDays(day, -30 - count), addDays(day, -31))) {
      await database.execute(sql`
        INSERT INTO ${sql.identifier(table)} (score_date, ${list})
        SELECT ${other}, ${list} FROM ${sql.identifier(table)} WHERE site_id = ${siteId} AND score_date = ${day}`);
    }
    await database.execute(sql`ANALYZE TABLE ${sql.identifier(table)}`);
  }
}
