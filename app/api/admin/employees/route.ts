import { getDatabase } from '@/lib/db/handles';
import { loadAdminEmployees } from '@/lib/domain/employees/admin-loaders';
import {
  adminEmployeeList,
  adminEmployeesQuery,
  newEmployee,
  newEmployeeAnswer,
} from '@/lib/domain/employees/admin-schema';
import { applyNewEmployee } from '@/lib/domain/employees/apply-changes';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { jsonResponse } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/employees',
  access: { session: ['admin'], apiKey: ['admin'] },
  query: adminEmployeesQuery,
  docs: { summary: 'People of the site with what can be edited', tags: ['Employees'], response: adminEmployeeList },
  handle: ({ site, query, now }) => loadAdminEmployees(site, query, now),
});

export const POST = apiRoute({
  tag: 'POST /api/admin/employees',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: newEmployee,
  docs: { summary: 'Add a person', tags: ['Employees'], response: newEmployeeAnswer, statuses: [201] },
  handle: async ({ site, body, now, principal }) => {
    const person = { siteId: site.id, ...body, actor: actorOf(principal), now };
    const answer = await applyNewEmployee(getDatabase(), person);
    await announceEdit(site, now);
    return jsonResponse(answer, 201);
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
