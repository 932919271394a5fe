import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { receiveWebhook } from '@/lib/integrations/connecteam/webhook';
import { getEnv } from '@/lib/platform/env/env';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';
import { wakeJob } from '@/lib/platform/queue/wake';

/** Connecteam's deliveries: kept, answered at once, followed up by the worker (sync.md, Webhooks). */
export const POST = apiRoute({
  tag: 'POST /api/webhooks/connecteam',
  access: { anonymous: true },
  rateClass: 'webhook',
  docs: {
    summary: 'Deliveries of the time clock, with its secret as X-Webhook-Secret',
    tags: ['Sources'],
    response: z.object({ received: z.literal(true) }),
  },
  handle: async ({ request, site, now }) => {
    const secret = getEnv().CONNECTEAM_WEBHOOK_SECRET;
    const isNew = await receiveWebhook({ db: getDatabase(), siteId: site.id, request, secret, now });
    if (isNew) await wakeJob('process-webhooks', site.code);
    return { received: true };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
