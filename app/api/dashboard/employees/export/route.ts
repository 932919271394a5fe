import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportPeople } from '@/lib/domain/employees/export-people-csv';
import { employeesExportQuery } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  query: employeesExportQuery,
  docs: {
    summary: 'People as CSV',
    tags: ['People'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportPeople(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
