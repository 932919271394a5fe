import { loadEmployees } from '@/lib/domain/employees/loaders';
import { employeeList, employeesQuery } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: employeesQuery,
  docs: { summary: 'People, by name', tags: ['People'], response: employeeList },
  handle: ({ site, query, now }) => loadEmployees(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
