import { loadDepartmentBattle } from '@/lib/domain/departments/loaders';
import { departmentBattle, departmentsQuery } from '@/lib/domain/departments/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/departments/battle',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  query: departmentsQuery,
  docs: { summary: 'Departments as a race', tags: ['Dashboard'], response: departmentBattle },
  handle: ({ site, query, now }) => loadDepartmentBattle(site, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
