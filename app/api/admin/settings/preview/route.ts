import { canSeePay } from '@/lib/domain/costs/access';
import { effect } from '@/lib/domain/previews/schema';
import { loadSitePreview } from '@/lib/domain/sites/loaders';
import { siteEdit } from '@/lib/domain/sites/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/settings/preview',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: siteEdit,
  docs: {
    summary: 'What a change of settings would do to the last 30 days, and which days it has scored again',
    tags: ['Settings'],
    response: effect,
  },
  handle: ({ site, body, principal, now }) =>
    loadSitePreview(site, { edit: body, isWithPay: canSeePay(principal), now }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
