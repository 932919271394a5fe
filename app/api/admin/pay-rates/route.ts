import { loadPayList } from '@/lib/domain/payrates/loaders';
import { payList } from '@/lib/domain/payrates/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/pay-rates',
  access: { session: ['admin'], pay: true },
  docs: {
    summary: 'Everybody who is not archived with their dated pay rates; needs the right to see pay',
    tags: ['Pay rates'],
    response: payList,
  },
  handle: ({ site, now }) => loadPayList(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
