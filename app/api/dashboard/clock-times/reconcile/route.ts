import { orderReconcile } from '@/lib/domain/clock/order-reconcile';
import { orderedJob, reconcileOrder } from '@/lib/domain/clock/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

/** 202: the order waits in the queue. */
export const POST = apiRoute({
  tag: 'POST /api/dashboard/clock-times/reconcile',
  access: { session: ['admin', 'manager'], apiKey: ['admin'] },
  body: reconcileOrder,
  docs: {
    summary: 'Order a comparison of the stored clock times with the time clock',
    tags: ['Time clock'],
    response: orderedJob,
    statuses: [202],
  },
  handle: async ({ site, body, now }) => jsonResponse(await orderReconcile(site, body, now), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
