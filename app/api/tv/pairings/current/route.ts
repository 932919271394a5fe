import { getDatabase } from '@/lib/db/handles';
import { finishPairing } from '@/lib/domain/screens/mutations';
import { pairingState } from '@/lib/domain/screens/schema';
import { PAIRING_COOKIE, SCREEN_COOKIE, screenCookie, setScreenCookie } from '@/lib/platform/auth/screens';
import { getEnv } from '@/lib/platform/env/env';
import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { jsonResponse } from '@/lib/platform/http/responses';
import { limitRate } from '@/lib/platform/rate-limit/limit-rate';
import { addressSubject } from '@/lib/platform/rate-limit/subject';
import { currentInstant } from '@/lib/platform/time/clock';

export const GET = plainRoute({
  tag: 'GET /api/tv/pairings/current',
  docs: {
    summary: 'Whether the code that this browser shows was typed by an admin; once it was, the token comes as a cookie',
    tags: ['Screens'],
    response: pairingState,
  },
  handle: async (request) => {
    await limitRate('waiting', addressSubject(request.headers));
    const secret = screenCookie(request.headers, PAIRING_COOKIE);
    if (secret === null) return jsonResponse({ status: 'none' });
    const outcome = await finishPairing(getDatabase(), { secret, now: currentInstant() });
    const response = jsonResponse({ status: outcome.status });
    if (outcome.status === 'paired') {
      const isSecure = getEnv().BASE_URL.startsWith('https:');
      response.headers.append('set-cookie', setScreenCookie(SCREEN_COOKIE, outcome.token, isSecure));
      response.headers.append('set-cookie', setScreenCookie(PAIRING_COOKIE, null, isSecure));
    }
    return response;
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
