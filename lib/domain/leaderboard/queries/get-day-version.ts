import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import type { IsoDay } from '@/lib/platform/time/instant';

const versionRow = z.object({ version: z.coerce.string() });

/** A text that changes when the scores of a day do: cheap, from the index of the board alone. */
export async function getDayVersion(db: Db, siteId: number, date: IsoDay): Promise<string> {
  const rows = await selectRows(
    db,
    sql`SELECT CONCAT_WS('/', MAX(scored_at), COUNT(*), SUM(items_processed), SUM(points_earned)) AS version
          FROM daily_scores WHERE site_id = ${siteId} AND score_date = ${date}`,
    versionRow,
  );
  return rows[0]?.version ?? '';
}
