import { getDatabase } from '@/lib/db/handles';
import { storeActivities } from '@/lib/domain/activities/mutations';
import { activityBatchSchema, storedActivitiesSchema } from '@/lib/domain/activities/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { wakeJob } from '@/lib/platform/queue/wake';

/** Up to 1,000 work windows: the good ones are stored, the others come back with their index and the reason. */
export const POST = apiRoute({
  tag: 'POST /api/activities/batch',
  access: { apiKey: ['ingest'], session: ['admin'] },
  body: activityBatchSchema,
  maxBodyBytes: 4 * 1024 * 1024,
  rateClass: 'ingest',
  docs: {
    summary: 'Send up to 1,000 work windows; the good ones are stored, the others come back with the reason',
    tags: ['Scans'],
    response: storedActivitiesSchema,
  },
  handle: async ({ site, body, now, principal }) => {
    const rows = Array.isArray(body) ? body : body.activities;
    const result = await storeActivities(getDatabase(), { site, source: 'api', rows, now, actor: actorOf(principal) });
    if (result.accepted + result.updated > 0) await wakeJob('drain-scores', site.code);
    return result;
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
