import * as z from 'zod';
import { exportTeam } from '@/lib/domain/team/export';
import { teamExportQuery } from '@/lib/domain/team/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/team-metrics/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: teamExportQuery,
  docs: {
    summary: 'A table of the team page as CSV',
    tags: ['Team'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now }) => {
    const file = await exportTeam(site, query, now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
