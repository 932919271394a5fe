import { getDatabase } from '@/lib/db/handles';
import { announceAlerts } from '@/lib/domain/alerts/announce';
import { noteAlert } from '@/lib/domain/alerts/mutations';
import { alertParams, noteBody } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/alerts/:id/note',
  access: { session: ['admin', 'manager'] },
  params: alertParams,
  body: noteBody,
  docs: { summary: 'Keep a note with an alert', tags: ['Attention'], response: statusAnswer('noted') },
  handle: async ({ site, params, body, now, principal }) => {
    const action = { siteId: site.id, alertId: params.id, actor: actorOf(principal), now };
    await noteAlert(getDatabase(), { ...action, note: body.note });
    await announceAlerts(site.id);
    return { status: 'noted' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
