import { loadDepartmentList } from '@/lib/domain/roles/loaders';
import { departmentList } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/departments',
  access: { session: ['admin'], apiKey: ['admin'] },
  docs: {
    summary: 'Departments in flow order with their rules and all dated values',
    tags: ['Departments and rules'],
    response: departmentList,
  },
  handle: ({ site, now }) => loadDepartmentList(site, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
