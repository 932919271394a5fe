import { loadHeatmapText } from '@/lib/domain/heatmap/loaders';
import { heatmap, heatmapQuery } from '@/lib/domain/heatmap/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/analytics/hourly-heatmap',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: heatmapQuery,
  docs: {
    summary: 'Items, points and people of each hour, by department, person or weekday',
    tags: ['Analytics'],
    response: heatmap,
  },
  handle: async ({ site, query, now }) => new JsonText(await loadHeatmapText(site, query, now)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
