import { getDatabase } from '@/lib/db/handles';
import { changeScreen } from '@/lib/domain/screens/mutations';
import { screenChanges, screenParams } from '@/lib/domain/screens/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';
import { publishLive } from '@/lib/platform/live/publish';

export const PATCH = apiRoute({
  tag: 'PATCH /api/admin/screens/:id',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: screenParams,
  body: screenChanges,
  docs: {
    summary: 'Rename a screen or change what it shows; it follows within seconds',
    tags: ['Screens'],
    response: statusAnswer('changed'),
  },
  handle: async ({ site, params, body, principal, now }) => {
    const change = { siteId: site.id, screenId: params.id, changes: body, actor: actorOf(principal), now };
    await changeScreen(getDatabase(), change);
    await publishLive({ siteId: site.id, type: 'screens-changed' });
    return { status: 'changed' };
  },
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherMethods('PATCH');
