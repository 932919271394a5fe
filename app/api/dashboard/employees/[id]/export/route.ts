import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { exportPerson } from '@/lib/domain/employees/export-person-csv';
import { employeeParams, personExportQuery } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/:id/export',
  access: { session: ['admin', 'manager', 'viewer'] },
  params: employeeParams,
  query: personExportQuery,
  docs: {
    summary: "A person's day, clock times or scored days as CSV",
    tags: ['People'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, params, query, now, principal }) => {
    const file = await exportPerson(getDatabase(), site, params.id, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
