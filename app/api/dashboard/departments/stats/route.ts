import { loadDepartmentStats } from '@/lib/domain/departments/loaders';
import { departmentStats, departmentsQuery } from '@/lib/domain/departments/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/departments/stats',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: departmentsQuery,
  docs: { summary: 'Departments on a day', tags: ['Dashboard'], response: departmentStats },
  handle: ({ site, query, now }) => loadDepartmentStats(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
