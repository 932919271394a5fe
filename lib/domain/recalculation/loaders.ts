import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareRecalculation } from './prepare';
import { type Estimate, getEstimate } from './queries/get-estimate';
import { getRecalculations } from './queries/get-recalculations';
import type { Recalculation, RecalculationList, RecalculationOrder } from './schema';

const cursorKey = z.tuple([z.number().int()]);

/** Recalculations of a site, the latest first. Not cached: somebody watches the progress. */
export async function loadRecalculations(
  site: Site,
  query: { limit: number; cursor?: string },
  now: EpochSeconds,
): Promise<RecalculationList> {
  const [before] = query.cursor === undefined ? [] : decodeCursor(cursorKey, query.cursor);
  const rows = await getRecalculations(getDatabase(), { siteId: site.id, before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    rows: page.map((row) => prepareRecalculation(row, now)),
    nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

/** One of them. Throws NOT_FOUND. */
export async function loadRecalculation(site: Site, id: number, now: EpochSeconds): Promise<Recalculation> {
  const [row] = await getRecalculations(getDatabase(), { siteId: site.id, id, limit: 1 });
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such recalculation at this site.');
  return prepareRecalculation(row, now);
}

/** What an order would take. */
export function loadEstimate(site: Site, order: Pick<RecalculationOrder, 'from' | 'to'>): Promise<Estimate> {
  return getEstimate(getDatabase(), { siteId: site.id, from: order.from, to: order.to, roleId: null });
}
