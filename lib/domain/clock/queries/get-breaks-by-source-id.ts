import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import type { StoredBreak } from './get-breaks-starting-in';

/** The stored breaks with these ids of one source. */
export async function getBreaksBySourceId(
  db: Db,
  siteId: number,
  source: string,
  sourceBreakIds: readonly string[],
): Promise<StoredBreak[]> {
  if (sourceBreakIds.length === 0) return [];
  return db
    .select()
    .from(clockBreaks)
    .where(
      and(
        eq(clockBreaks.siteId, siteId),
        eq(clockBreaks.source, source),
        inArray(clockBreaks.sourceBreakId, [...sourceBreakIds]),
      ),
    );
}
