import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareIssue } from './prepare';
import { getIssues } from './queries/get-issues';
import type { IssueList, IssueQuery } from './schema';

const cursorKey = z.tuple([z.iso.date(), z.number().int()]);

/**
 * A page of the data issues, the latest day first. Not cached and from the primary: who settled one must see that it is.
 * Throws VALIDATION on a bad cursor.
 */
export async function loadIssues(site: Site, query: IssueQuery, now: EpochSeconds): Promise<IssueList> {
  const { limit, cursor, ...filter } = query;
  const [scoreDate, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const after = scoreDate === undefined || id === undefined ? undefined : { scoreDate, id };
  const rows = await getIssues(getDatabase(), { siteId: site.id, ...filter, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map(prepareIssue),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.scoreDate, last.id]) : null,
  };
}
