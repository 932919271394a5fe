import { orderSync } from '@/lib/domain/sources/order-sync';
import { orderedSync, syncOrder } from '@/lib/domain/sources/schema';
import { getEnv } from '@/lib/platform/env/env';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

/** 202: the orders wait in the queue. */
export const POST = apiRoute({
  tag: 'POST /api/dashboard/sync',
  access: { session: ['admin', 'manager'], apiKey: ['admin'] },
  body: syncOrder,
  docs: {
    summary: 'Read the time clock and the scan source now, as the regular syncs do',
    tags: ['Time clock'],
    response: orderedSync,
    statuses: [202],
  },
  handle: async ({ site }) => jsonResponse(await orderSync(site, getEnv()), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
