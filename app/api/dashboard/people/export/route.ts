import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportDayPeople } from '@/lib/domain/dashboard/export-csv';
import { peopleExportQuery } from '@/lib/domain/dashboard/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/people/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: peopleExportQuery,
  docs: {
    summary: 'The people behind a figure of a day as CSV',
    tags: ['Dashboard'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportDayPeople(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
