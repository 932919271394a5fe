import { and, eq, gte, lte } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { clockTimes } from '@/lib/db/schema/clock-times';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** A clock period as stored. */
export type StoredPeriod = typeof clockTimes.$inferSelect;

/** Every stored period of the site, of all sources, whose clock_in lies in [from, to], both included. */
export async function getPeriodsStartingIn(
  db: Db,
  siteId: number,
  from: EpochSeconds,
  to: EpochSeconds,
): Promise<StoredPeriod[]> {
  return db
    .select()
    .from(clockTimes)
    .where(and(eq(clockTimes.siteId, siteId), gte(clockTimes.clockIn, from), lte(clockTimes.clockIn, to)));
}
