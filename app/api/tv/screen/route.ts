import { loadOwnScreen } from '@/lib/domain/screens/loaders';
import { ownScreen } from '@/lib/domain/screens/schema';
import { SCREEN_COOKIE, screenCookie, setScreenCookie } from '@/lib/platform/auth/screens';
import { getEnv } from '@/lib/platform/env/env';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { screenIdOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

/** Sets the cookie anew, so that a screen that is on stays paired for ever. */
export const GET = apiRoute({
  tag: 'GET /api/tv/screen',
  access: { screen: true },
  docs: { summary: 'What a paired screen shows and how', tags: ['Screens'], response: ownScreen },
  handle: async ({ site, principal, request, now }) => {
    const response = jsonResponse(await loadOwnScreen(site, screenIdOf(principal), now));
    const token = screenCookie(request.headers, SCREEN_COOKIE);
    const isSecure = getEnv().BASE_URL.startsWith('https:');
    if (token !== null) response.headers.append('set-cookie', setScreenCookie(SCREEN_COOKIE, token, isSecure));
    return response;
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
