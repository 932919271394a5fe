import { loadEmployeeStats } from '@/lib/domain/employees/loaders';
import { employeeDayQuery, employeeParams, employeeStats } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/:id/stats',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: employeeParams,
  query: employeeDayQuery,
  docs: { summary: "A person's numbers on a day and lately", tags: ['People'], response: employeeStats },
  handle: ({ site, params, query, now }) => loadEmployeeStats(site, params.id, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
