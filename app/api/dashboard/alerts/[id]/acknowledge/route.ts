import { getDatabase } from '@/lib/db/handles';
import { announceAlerts } from '@/lib/domain/alerts/announce';
import { acknowledgeAlert } from '@/lib/domain/alerts/mutations';
import { alertParams } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/alerts/:id/acknowledge',
  access: { session: ['admin', 'manager'] },
  params: alertParams,
  docs: { summary: 'Say that you have seen an alert', tags: ['Attention'], response: statusAnswer('acknowledged') },
  handle: async ({ site, params, now, principal }) => {
    await acknowledgeAlert(getDatabase(), { siteId: site.id, alertId: params.id, actor: actorOf(principal), now });
    await announceAlerts(site.id);
    return { status: 'acknowledged' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
