import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { type AlertRow, alertRow, selectAlerts } from './get-alerts';

/** One alert of a site; undefined when it has none of that id. One statement. */
export async function getAlert(db: Db, siteId: number, id: number): Promise<AlertRow | undefined> {
  const found = sql`(SELECT id FROM alerts WHERE id = ${id} AND site_id = ${siteId})`;
  const [row] = await selectRows(db, selectAlerts(found), alertRow);
  return row;
}
