import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import { adminEmployeesExportQuery } from '@/lib/domain/employees/admin-schema';
import { exportAdminEmployees } from '@/lib/domain/employees/export-admin-csv';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/employees/export',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: adminEmployeesExportQuery,
  docs: {
    summary: 'People as admins edit them, as CSV',
    tags: ['Employees'],
    response: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
  handle: async ({ site, query, now, principal }) => {
    const file = await exportAdminEmployees(getDatabase(), site, query, actorOf(principal), now);
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
