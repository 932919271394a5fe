import { and, asc, eq, gte } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { clockTimes } from '@/lib/db/schema/clock-times';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** When the oldest period of a source without clock_out began, not looking further back than `since`. Null without one. */
export async function getOldestOpenClockIn(
  db: Db,
  siteId: number,
  source: string,
  since: EpochSeconds,
): Promise<EpochSeconds | null> {
  const rows = await db
    .select({ clockIn: clockTimes.clockIn })
    .from(clockTimes)
    .where(
      and(
        eq(clockTimes.siteId, siteId),
        eq(clockTimes.isActive, true),
        eq(clockTimes.source, source),
        gte(clockTimes.clockIn, since),
      ),
    )
    .orderBy(asc(clockTimes.clockIn))
    .limit(1);
  return rows[0]?.clockIn ?? null;
}
