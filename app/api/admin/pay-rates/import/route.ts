import { takeInPayRates } from '@/lib/domain/payrates/actions';
import { payImportAnswer, payImportOrder } from '@/lib/domain/payrates/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/pay-rates/import',
  access: { session: ['admin'], pay: true },
  body: payImportOrder,
  docs: {
    summary:
      'Read pay rates from CSV row by row, and with the confirmation of that preview write them all at once; needs the right to see pay',
    tags: ['Pay rates'],
    response: payImportAnswer,
  },
  handle: ({ site, body, principal, now }) => takeInPayRates(site, body, actorOf(principal), now),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
