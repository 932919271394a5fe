import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { loadEstimate, loadRecalculation, loadRecalculations } from '@/lib/domain/recalculation/loaders';
import { queueRecalculation } from '@/lib/domain/recalculation/mutations';
import {
  estimate,
  recalculation,
  recalculationList,
  recalculationOrder,
  recalculationQuery,
} from '@/lib/domain/recalculation/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';
import { wakeJob } from '@/lib/platform/queue/wake';

export const GET = apiRoute({
  tag: 'GET /api/admin/recalculations',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: recalculationQuery,
  docs: { summary: 'Recalculations, newest first', tags: ['Recalculations'], response: recalculationList },
  handle: ({ site, query, now }) => loadRecalculations(site, query, now),
});

/** 200 with the estimate when only that is asked for, else 202 with the order. */
export const POST = apiRoute({
  tag: 'POST /api/admin/recalculations',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: recalculationOrder,
  docs: {
    summary: 'Order the scores of a range of days anew, or with `estimate` only ask how long it would take',
    tags: ['Recalculations'],
    response: z.union([recalculation, estimate]),
    statuses: [200, 202],
  },
  handle: async ({ site, body, now, principal }) => {
    const { estimate, ...order } = body;
    if (estimate) return loadEstimate(site, order);
    const id = await queueRecalculation(getDatabase(), { site, ...order, actor: actorOf(principal), now });
    await wakeJob('recalculate', site.code);
    return jsonResponse(await loadRecalculation(site, id, now), 202);
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
