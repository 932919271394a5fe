import * as z from 'zod';
import { exportFlowHistory } from '@/lib/domain/flow/export-csv';
import { flowHistoryExportQuery } from '@/lib/domain/flow/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/bottleneck/history/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: flowHistoryExportQuery,
  docs: {
    summary: 'The flow of the last hours as CSV',
    tags: ['Flow'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now }) => {
    const file = await exportFlowHistory(site, query, now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
