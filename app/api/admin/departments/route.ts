import { addRole } from '@/lib/domain/roles/actions';
import { loadDepartmentList } from '@/lib/domain/roles/loaders';
import { departmentList, newRole, newRoleAnswer } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
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

export const POST = apiRoute({
  tag: 'POST /api/admin/departments',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: newRole,
  docs: {
    summary: 'Create a department; stored scans of its activity type that had none become its work',
    tags: ['Departments and rules'],
    response: newRoleAnswer,
    statuses: [201],
  },
  handle: async ({ site, body, principal, now }) =>
    jsonResponse(await addRole({ site, role: body, actor: actorOf(principal), now }), 201),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
