import { loadReports } from '@/lib/domain/reports/loaders';
import { reportList, reportsQuery } from '@/lib/domain/reports/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/reports',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  query: reportsQuery,
  docs: { summary: 'Days that have a report', tags: ['Reports'], response: reportList },
  handle: ({ site, query, now }) => loadReports(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
