import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportCosts } from '@/lib/domain/costs/export';
import { costExportQuery } from '@/lib/domain/costs/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { XLSX_TYPE } from '@/lib/platform/xlsx/xlsx';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/cost-analysis/export',
  access: { session: ['admin', 'manager'], pay: true },
  query: costExportQuery,
  docs: {
    summary: 'A table of the cost analysis as CSV, or all of them as an Excel workbook; needs the right to see pay',
    tags: ['Costs'],
    response: z.string(),
    contentType: ['text/csv; charset=utf-8', XLSX_TYPE],
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportCosts(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.body, {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'private, no-store',
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
