import { pauseJob } from '@/lib/domain/jobs/actions';
import { changedAnswer, jobParams, jobPause } from '@/lib/domain/jobs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const PUT = apiRoute({
  tag: 'PUT /api/admin/jobs/:job/pause',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: jobParams,
  body: jobPause,
  docs: {
    summary: 'Pause a job, or let it go on; a paused one runs only when it is ordered',
    tags: ['Jobs'],
    response: changedAnswer,
  },
  handle: ({ site, params, body, principal, now }) =>
    pauseJob({ site, job: params.job, ...body, actor: actorOf(principal), now }),
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods('PUT');
