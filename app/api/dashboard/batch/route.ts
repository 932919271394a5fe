import { answerBatch, batchAnswer, batchRequest } from '@/lib/platform/http/batch';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';
import { DASHBOARD_READS } from '../reads';

/** Each entry has the rights of its own route; this one lets in whoever may read anything. */
export const POST = apiRoute({
  tag: 'POST /api/dashboard/batch',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  rateClass: 'batch',
  body: batchRequest,
  docs: {
    summary: 'Up to 20 reads of the dashboard in one request; one that fails does not fail the others',
    tags: ['Dashboard'],
    response: batchAnswer,
  },
  handle: ({ body, ...context }) => answerBatch(body.requests, DASHBOARD_READS, '/api/dashboard/', context),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
