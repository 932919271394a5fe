import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportReport } from '@/lib/domain/reports/export-csv';
import { reportExportQuery, reportParams } from '@/lib/domain/reports/schema';
import { CSV_CONTENT_TYPE, csvResponse } from '@/lib/platform/http/csv-response';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/reports/:date/export',
  access: { session: ['admin', 'manager'] },
  params: reportParams,
  query: reportExportQuery,
  docs: {
    summary: 'A table of the report of a day as CSV',
    tags: ['Reports'],
    response: z.string(),
    contentType: CSV_CONTENT_TYPE,
  },
  handle: async ({ site, params, query, now, principal }) =>
    csvResponse(await exportReport(getDatabase(), site, params.date, query, actorOf(principal), now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
