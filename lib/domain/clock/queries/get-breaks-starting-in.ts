import { and, eq, gte, lte } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** A break as stored. */
export type StoredBreak = typeof clockBreaks.$inferSelect;

/** Every stored break of the site, of all sources, that starts in [from, to], both included. */
export async function getBreaksStartingIn(
  db: Db,
  siteId: number,
  from: EpochSeconds,
  to: EpochSeconds,
): Promise<StoredBreak[]> {
  return db
    .select()
    .from(clockBreaks)
    .where(and(eq(clockBreaks.siteId, siteId), gte(clockBreaks.breakStart, from), lte(clockBreaks.breakStart, to)));
}
