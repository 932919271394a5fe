import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportHeatmap } from '@/lib/domain/heatmap/export-csv';
import { heatmapExportQuery } from '@/lib/domain/heatmap/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/hourly-heatmap/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: heatmapExportQuery,
  docs: {
    summary: 'The heat map as CSV, as the page shows it',
    tags: ['Analytics'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportHeatmap(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
