import { canSeePay } from '@/lib/domain/costs/access';
import { changeSite } from '@/lib/domain/sites/actions';
import { loadSiteState } from '@/lib/domain/sites/loaders';
import { siteEdit, siteEditAnswer, siteState } from '@/lib/domain/sites/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/settings',
  access: { session: ['admin'], apiKey: ['admin'] },
  docs: { summary: 'The settings of the site', tags: ['Settings'], response: siteState },
  handle: ({ site, principal, now }) => loadSiteState(site, { isWithPay: canSeePay(principal), now }),
});

export const PATCH = apiRoute({
  tag: 'PATCH /api/admin/settings',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: siteEdit,
  docs: {
    summary: 'Change settings of the site; where scores depend on them, a recalculation is queued',
    tags: ['Settings'],
    response: siteEditAnswer,
  },
  handle: ({ site, body, principal, now }) =>
    changeSite(site, { edit: body, isWithPay: canSeePay(principal), actor: actorOf(principal), now }),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods('GET', 'PATCH');
