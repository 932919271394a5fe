import * as z from 'zod';
import { exportReports } from '@/lib/domain/reports/export-csv';
import { reportsQuery } from '@/lib/domain/reports/schema';
import { CSV_CONTENT_TYPE, csvResponse } from '@/lib/platform/http/csv-response';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/reports/export',
  access: { session: ['admin', 'manager'] },
  query: reportsQuery,
  docs: {
    summary: 'Days that have a report as CSV',
    tags: ['Reports'],
    response: z.string(),
    contentType: CSV_CONTENT_TYPE,
  },
  handle: async ({ site, query, now }) => csvResponse(await exportReports(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
