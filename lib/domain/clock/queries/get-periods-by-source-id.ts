import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { clockTimes } from '@/lib/db/schema/clock-times';
import type { StoredPeriod } from './get-periods-starting-in';

/** The stored periods with these ids of one source. */
export async function getPeriodsBySourceId(
  db: Db,
  siteId: number,
  source: string,
  sourceShiftIds: readonly string[],
): Promise<StoredPeriod[]> {
  if (sourceShiftIds.length === 0) return [];
  return db
    .select()
    .from(clockTimes)
    .where(
      and(
        eq(clockTimes.siteId, siteId),
        eq(clockTimes.source, source),
        inArray(clockTimes.sourceShiftId, [...sourceShiftIds]),
      ),
    );
}
