import { getDatabase } from '@/lib/db/handles';
import { reviewFlag } from '@/lib/domain/flags/mutations';
import { flagParams, reviewBody } from '@/lib/domain/flags/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/activity-flags/:id/review',
  access: { session: ['admin', 'manager'] },
  params: flagParams,
  body: reviewBody,
  docs: { summary: 'Mark a flag as looked at, with a note', tags: ['Attention'], response: statusAnswer('reviewed') },
  handle: async ({ site, params, body, now, principal }) => {
    const review = { siteId: site.id, flagId: params.id, actor: actorOf(principal), now };
    await reviewFlag(getDatabase(), { ...review, note: body.note });
    return { status: 'reviewed' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
