import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareFlag } from './prepare';
import { getActivityFlags } from './queries/get-activity-flags';
import type { FlagList, FlagQuery } from './schema';

const cursorKey = z.tuple([z.iso.date(), z.number().int()]);

/**
 * A page of the flags, the latest day first. Not cached and from the primary: who reviewed one must see that it is.
 * Throws VALIDATION on a bad cursor.
 */
export async function loadActivityFlags(site: Site, query: FlagQuery, now: EpochSeconds): Promise<FlagList> {
  const { status, limit, cursor, ...filter } = query;
  const [scoreDate, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const after = scoreDate === undefined || id === undefined ? undefined : { scoreDate, id };
  const rows = await getActivityFlags(getDatabase(), {
    siteId: site.id,
    isReviewed: status === 'reviewed',
    ...filter,
    after,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map(prepareFlag),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.scoreDate, last.id]) : null,
  };
}
