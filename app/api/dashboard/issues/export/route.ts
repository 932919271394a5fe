import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportIssues } from '@/lib/domain/issues/export-csv';
import { issueExportQuery } from '@/lib/domain/issues/schema';
import { CSV_CONTENT_TYPE, csvResponse } from '@/lib/platform/http/csv-response';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/issues/export',
  access: { session: ['admin', 'manager'] },
  query: issueExportQuery,
  docs: { summary: 'Data issues as CSV', tags: ['Attention'], response: z.string(), contentType: CSV_CONTENT_TYPE },
  handle: async ({ site, query, now, principal }) =>
    csvResponse(await exportIssues(getDatabase(), site, query, actorOf(principal), now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
