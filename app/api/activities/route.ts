import { getDatabase } from '@/lib/db/handles';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { incomingActivitySchema } from '@/lib/domain/activities/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';
import { wakeJob } from '@/lib/platform/queue/wake';

/** One work window: 201 when it is new, 200 when it was known or changed, 422 when it breaks a rule. */
export const POST = apiRoute({
  tag: 'POST /api/activities',
  access: { apiKey: ['ingest'], session: ['admin'] },
  body: incomingActivitySchema,
  rateClass: 'ingest',
  docs: {
    summary: 'Send one work window: who made how many items of what, from when to when',
    tags: ['Scans'],
    response: statusAnswer('accepted', 'updated', 'duplicate'),
    statuses: [200, 201],
  },
  handle: async ({ site, body, now, principal }) => {
    const result = await storeActivities(getDatabase(), {
      site,
      source: 'api',
      rows: [body],
      now,
      actor: actorOf(principal),
    });
    const [refused] = result.rejected;
    if (refused !== undefined) throw new AppError('UNPROCESSABLE', `${refused.code}: ${refused.message}.`);
    if (result.duplicates > 0) return jsonResponse({ status: 'duplicate' });
    await wakeJob('drain-scores', site.code);
    return result.accepted > 0 ? jsonResponse({ status: 'accepted' }, 201) : jsonResponse({ status: 'updated' });
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
