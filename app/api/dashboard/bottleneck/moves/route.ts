import { getDatabase } from '@/lib/db/handles';
import { MEASURED_AFTER_SECONDS, storeMove } from '@/lib/domain/flow/mutations';
import { moveInput, moveStored } from '@/lib/domain/flow/schema';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';
import { toIsoInstant } from '@/lib/platform/time/instant';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/bottleneck/moves',
  access: { session: ['admin', 'manager'] },
  body: moveInput,
  docs: {
    summary: 'Note that a person moves to another department; the effect is measured later',
    tags: ['Flow'],
    response: moveStored,
    statuses: [201],
  },
  handle: async ({ site, body, now, principal }) => {
    const move = await storeMove(getDatabase(), site, body, actorOf(principal), now);
    await invalidateTags([tags.moves(site.id)]);
    return jsonResponse({ ...move, measuredFrom: toIsoInstant(now + MEASURED_AFTER_SECONDS) }, 201);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
