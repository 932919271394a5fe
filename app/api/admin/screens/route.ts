import { getDatabase } from '@/lib/db/handles';
import { loadScreens } from '@/lib/domain/screens/loaders';
import { approvePairing } from '@/lib/domain/screens/mutations';
import { newScreen, newScreenAnswer, screenList } from '@/lib/domain/screens/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/screens',
  access: { session: ['admin'], apiKey: ['admin'] },
  docs: { summary: 'The TV screens of the site, revoked ones last', tags: ['Screens'], response: screenList },
  handle: ({ site, now }) => loadScreens(site, now),
});

export const POST = apiRoute({
  tag: 'POST /api/admin/screens',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: newScreen,
  docs: {
    summary: 'Pair the screen that shows a code',
    tags: ['Screens'],
    response: newScreenAnswer,
    statuses: [201],
  },
  handle: async ({ site, body, principal, now }) =>
    jsonResponse(
      await approvePairing(getDatabase(), { siteId: site.id, ...body, actor: actorOf(principal), now }),
      201,
    ),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
