import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

const nameRow = z.object({ kind: z.enum(['person', 'identity']), id: column.integer, name: z.string() });
export type WorkerNamesParams = { siteId: number; employeeIds: readonly number[]; identityIds: readonly number[] };

/** The statement of {@link getWorkerNames}, apart so that its plan can be looked at. */
export function workerNamesStatement({ siteId, employeeIds, identityIds }: WorkerNamesParams): SQL {
  return sql`
    SELECT 'person' AS kind, e.id, e.name
      FROM employees e
     WHERE e.site_id = ${siteId} AND e.id IN (${listOf(employeeIds)})
    UNION ALL
    SELECT 'identity', i.id, COALESCE(i.external_name, i.external_id)
      FROM employee_identities i
     WHERE i.site_id = ${siteId} AND i.id IN (${listOf(identityIds)})`;
}

/** Names by `person:ID` and `identity:ID`. One statement, also for nobody. */
export async function getWorkerNames(db: Db, params: WorkerNamesParams): Promise<Map<string, string>> {
  const rows = await selectRows(db, workerNamesStatement(params), nameRow);
  return new Map(rows.map((row) => [`${row.kind}:${row.id}`, row.name]));
}

function listOf(ids: readonly number[]): SQL {
  return sql.join(
    (ids.length === 0 ? [0] : ids).map((id) => sql`${id}`),
    sql`, `,
  );
}
