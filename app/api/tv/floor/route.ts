import { loadOwnScreen, loadScreenFloor } from '@/lib/domain/screens/loaders';
import { variantOf } from '@/lib/domain/screens/prepare';
import { screenFloor } from '@/lib/domain/screens/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { screenIdOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

/** For screens whose live channel does not come through. */
export const GET = apiRoute({
  tag: 'GET /api/tv/floor',
  access: { screen: true },
  docs: { summary: 'Everything that the boards of a paired screen draw', tags: ['Screens'], response: screenFloor },
  handle: async ({ site, principal, now }) => {
    const { settings } = await loadOwnScreen(site, screenIdOf(principal), now);
    return loadScreenFloor(site, variantOf(settings), now);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
