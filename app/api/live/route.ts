import * as z from 'zod';
import { LIVE_CHANNELS, openLiveStream } from '@/lib/domain/leaderboard/live-feed';
import { loadOwnScreen } from '@/lib/domain/screens/loaders';
import { variantOf } from '@/lib/domain/screens/prepare';
import { openScreenStream } from '@/lib/domain/screens/screen-feed';
import { whileAllowed } from '@/lib/platform/auth/while-allowed';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';
import { eventStreamResponse } from '@/lib/platform/live/event-stream';
import { rateSubject } from '@/lib/platform/rate-limit/subject';

const query = z.object({ channel: z.enum(LIVE_CHANNELS).default('dashboard') });

export const GET = apiRoute({
  tag: 'GET /api/live',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'], screen: true },
  query,
  rateClass: 'live',
  docs: {
    summary:
      'Changes as they happen, as server-sent events: a snapshot at once, then changes; resumes with Last-Event-ID. ' +
      'A paired screen gets the floor that its boards draw, whatever the channel',
    tags: ['Live'],
    response: z.string(),
    contentType: 'text/event-stream; charset=utf-8',
  },
  handle: async ({ site, query: { channel }, principal, request, now }) => {
    const lastEventId = request.headers.get('last-event-id');
    if (principal.type === 'screen') {
      const { id, version, settings } = await loadOwnScreen(site, principal.screenId, now);
      return eventStreamResponse(
        await openScreenStream(site, { id, version, variant: variantOf(settings) }, lastEventId, request.signal),
      );
    }
    const signal = principal.type === 'user' ? whileAllowed(request, site.id) : request.signal;
    const listener = { signal, subject: rateSubject(principal, request.headers) };
    return eventStreamResponse(await openLiveStream(site, channel, lastEventId, listener));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
