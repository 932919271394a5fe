import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { type EpochSeconds, type IsoDay, toSqlInstant } from '@/lib/platform/time/instant';

const GONE_SECONDS = 2 * 3600;

/** Marks what has ended for more than two hours on days up to `lastDay`, as the nightly run would have done (domain.md 4, Final). */
export async function finalizeEndedDays(
  db: Database,
  siteId: number,
  lastDay: IsoDay,
  now: EpochSeconds,
): Promise<void> {
  const lastEnd = sql`COALESCE(${dailyScores.lastClockOut}, ${dailyScores.lastActivityAt})`;
  const isGone = lte(lastEnd, sql`${toSqlInstant(now - GONE_SECONDS)}`);
  await db
    .update(dailyScores)
    .set({ isFinalized: true })
    .where(
      and(eq(dailyScores.siteId, siteId), lte(dailyScores.scoreDate, lastDay), isNull(dailyScores.openUntil), isGone),
    );
}
