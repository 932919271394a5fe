import { orderRun } from '@/lib/domain/jobs/actions';
import { emptyBody, jobOrderAnswer, jobParams } from '@/lib/domain/jobs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

/** 202: the order waits in the queue. */
export const POST = apiRoute({
  tag: 'POST /api/admin/jobs/:job/run',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: jobParams,
  body: emptyBody,
  docs: { summary: 'Run a job now, also a paused one', tags: ['Jobs'], response: jobOrderAnswer, statuses: [202] },
  handle: async ({ site, params, principal, now }) =>
    jsonResponse(await orderRun({ site, job: params.job, actor: actorOf(principal), now }), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
