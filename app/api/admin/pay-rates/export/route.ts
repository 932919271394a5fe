import * as z from 'zod';
import { exportPayRates } from '@/lib/domain/payrates/actions';
import { payListFilter } from '@/lib/domain/payrates/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/pay-rates/export',
  access: { session: ['admin'], pay: true },
  query: payListFilter,
  docs: {
    summary: 'The pay rates as CSV that can be edited and imported; needs the right to see pay',
    tags: ['Pay rates'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, principal, now }) => {
    const file = await exportPayRates(site, query, actorOf(principal), now);
    return new Response(file.body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'private, no-store',
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
