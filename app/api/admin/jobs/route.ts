import { loadJobs } from '@/lib/domain/jobs/loaders';
import { jobList } from '@/lib/domain/jobs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/jobs',
  access: { session: ['admin'], apiKey: ['admin'] },
  docs: { summary: 'All jobs with schedule, last and next run', tags: ['Jobs'], response: jobList },
  handle: ({ site, now }) => loadJobs(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
