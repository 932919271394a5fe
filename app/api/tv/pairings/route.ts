import { getDatabase } from '@/lib/db/handles';
import { startPairing } from '@/lib/domain/screens/mutations';
import { startedPairing } from '@/lib/domain/screens/schema';
import { PAIRING_COOKIE, screenCookie, setScreenCookie } from '@/lib/platform/auth/screens';
import { getEnv } from '@/lib/platform/env/env';
import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';
import { limitRate } from '@/lib/platform/rate-limit/limit-rate';
import { addressSubject } from '@/lib/platform/rate-limit/subject';
import { currentInstant } from '@/lib/platform/time/clock';
import { toIsoInstant } from '@/lib/platform/time/instant';

export const POST = plainRoute({
  tag: 'POST /api/tv/pairings',
  docs: {
    summary: 'Get a code to show on a new screen; the browser keeps the secret of it in a cookie',
    tags: ['Screens'],
    response: startedPairing,
    statuses: [201],
  },
  handle: async (request) => {
    await limitRate('pairing', addressSubject(request.headers));
    const previousSecret = screenCookie(request.headers, PAIRING_COOKIE) ?? undefined;
    const { code, secret, expiresAt } = await startPairing(getDatabase(), { previousSecret, now: currentInstant() });
    const { BASE_URL } = getEnv();
    const approveUrl = new URL(`/admin/screens?code=${code}`, BASE_URL).href;
    const response = jsonResponse({ code, expiresAt: toIsoInstant(expiresAt), approveUrl }, 201);
    response.headers.append('set-cookie', setScreenCookie(PAIRING_COOKIE, secret, BASE_URL.startsWith('https:')));
    return response;
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
