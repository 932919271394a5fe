import { z } from 'zod';
import { LIVE_CHANNELS, openLiveStream } from '@/lib/domain/leaderboard/live-feed';
import { apiRoute } from '@/lib/platform/http/route';
import { eventStreamResponse } from '@/lib/platform/live/event-stream';

const query = z.object({ channel: z.enum(LIVE_CHANNELS).default('dashboard') });

export const GET = apiRoute({
  tag: 'GET /api/live',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query,
  handle: async ({ site, query: { channel }, request }) => {
    const lastEventId = request.headers.get('last-event-id');
    return eventStreamResponse(await openLiveStream(site, channel, lastEventId, request.signal));
  },
});
