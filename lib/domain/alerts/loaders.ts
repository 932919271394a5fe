import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareAlert } from './prepare';
import { getAlertCounts } from './queries/get-alert-counts';
import { getAlerts } from './queries/get-alerts';
import { UNRESOLVED } from './rules';
import type { AlertList, AlertQuery } from './schema';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/**
 * A page of the alerts by due time. Never from the cache and always from the primary: it is short, and who settled one must
 * see that it is. Throws VALIDATION on a bad cursor.
 */
export async function loadAlerts(site: Site, query: AlertQuery, now: EpochSeconds): Promise<AlertList> {
  const { status, severity, kind, limit, cursor } = query;
  const [dueAt, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const db = getDatabase();
  const [rows, counts] = await Promise.all([
    getAlerts(db, {
      siteId: site.id,
      statuses: status === 'unresolved' ? UNRESOLVED : [status],
      severity,
      kind,
      after: dueAt === undefined || id === undefined ? undefined : { dueAt, id },
      limit: limit + 1,
    }),
    getAlertCounts(db, site.id, now),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    counts,
    rows: page.map((row) => prepareAlert(row, now)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.dueAt, last.id]) : null,
  };
}
