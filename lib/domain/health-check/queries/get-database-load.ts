import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { column, selectRows } from '@/lib/db/rows';

/** Share of the server's connections in use, 0 to 1. */
export async function getConnectionsShare(db: Db): Promise<number> {
  const [status] = await selectRows(
    db,
    sql`SHOW GLOBAL STATUS LIKE 'Threads_connected'`,
    z.object({ Value: column.integer }),
  );
  const [limit] = await selectRows(db, sql`SELECT @@max_connections AS allowed`, z.object({ allowed: column.integer }));
  if (status === undefined || limit === undefined) throw new Error('The server does not tell its connections.');
  return status.Value / limit.allowed;
}

/** Rows of activity_logs as the server estimates them, without counting. */
export async function getActivityRows(db: Db): Promise<number> {
  const [table] = await selectRows(
    db,
    sql`SELECT TABLE_ROWS AS estimate FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'activity_logs'`,
    z.object({ estimate: column.integer }),
  );
  if (table === undefined) throw new Error('The database has no table activity_logs.');
  return table.estimate;
}
