import { loadJobRuns } from '@/lib/domain/jobs/loaders';
import { jobParams, jobRunList } from '@/lib/domain/jobs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/jobs/:job/runs',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: jobParams,
  docs: { summary: 'The last 50 runs of a job that did something or failed', tags: ['Jobs'], response: jobRunList },
  handle: ({ site, params, now }) => loadJobRuns(site, params.job, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
