import { loadReport } from '@/lib/domain/reports/loaders';
import { reportAnswer, reportParams } from '@/lib/domain/reports/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/reports/:date',
  access: { session: ['admin', 'manager'], apiKey: ['read'] },
  params: reportParams,
  docs: { summary: 'The report of a day', tags: ['Reports'], response: reportAnswer },
  handle: ({ site, params, now }) => loadReport(site, params.date, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
