import { loadPayPreview } from '@/lib/domain/payrates/loaders';
import { payPreviewOrder } from '@/lib/domain/payrates/schema';
import { effect } from '@/lib/domain/previews/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/pay-rates/preview',
  access: { session: ['admin'], pay: true },
  body: payPreviewOrder,
  docs: {
    summary: 'What a pay rate would do to the cost of the last 30 days; needs the right to see pay, nothing is written',
    tags: ['Pay rates'],
    response: effect,
  },
  handle: ({ site, body, now }) => loadPayPreview(site, body, now),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
