import { getDatabase } from '@/lib/db/handles';
import { announceAlerts } from '@/lib/domain/alerts/announce';
import { assignAlert } from '@/lib/domain/alerts/mutations';
import { alertParams, assignBody } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/alerts/:id/assign',
  access: { session: ['admin', 'manager'] },
  params: alertParams,
  body: assignBody,
  docs: { summary: 'Give an alert to somebody', tags: ['Attention'], response: statusAnswer('assigned') },
  handle: async ({ site, params, body, now, principal }) => {
    const action = { siteId: site.id, alertId: params.id, actor: actorOf(principal), now };
    await assignAlert(getDatabase(), { ...action, userId: body.userId });
    await announceAlerts(site.id);
    return { status: 'assigned' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
