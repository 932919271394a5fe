import { getDatabase } from '@/lib/db/handles';
import { announceAlerts } from '@/lib/domain/alerts/announce';
import { resolveAlert } from '@/lib/domain/alerts/mutations';
import { alertParams, resolveBody } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/alerts/:id/resolve',
  access: { session: ['admin', 'manager'] },
  params: alertParams,
  body: resolveBody,
  docs: { summary: 'Close an alert, with a note', tags: ['Attention'], response: statusAnswer('resolved') },
  handle: async ({ site, params, body, now, principal }) => {
    const action = { siteId: site.id, alertId: params.id, actor: actorOf(principal), now };
    await resolveAlert(getDatabase(), { ...action, note: body.note });
    await announceAlerts(site.id);
    return { status: 'resolved' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
