import { getDatabase } from '@/lib/db/handles';
import { loadAdminEmployee } from '@/lib/domain/employees/admin-loaders';
import { adminEmployeeAnswer, employeeChange } from '@/lib/domain/employees/admin-schema';
import { applyEmployeeChange } from '@/lib/domain/employees/apply-changes';
import { employeeParams } from '@/lib/domain/employees/schema';
import { changeAnswer } from '@/lib/domain/identity/schema';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/employees/:id',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: employeeParams,
  docs: {
    summary: 'A person with logins, possible twins and what was changed',
    tags: ['Employees'],
    response: adminEmployeeAnswer,
  },
  handle: ({ site, params, now }) => loadAdminEmployee(site, params.id, now),
});

export const PATCH = apiRoute({
  tag: 'PATCH /api/admin/employees/:id',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: employeeParams,
  body: employeeChange,
  docs: { summary: 'Change a person, archive or bring back', tags: ['Employees'], response: changeAnswer },
  handle: async ({ site, params, body, now, principal }) => {
    const edit = { siteId: site.id, employeeId: params.id, ...body, actor: actorOf(principal), now };
    const answer = await applyEmployeeChange(getDatabase(), edit);
    await announceEdit(site, now);
    return answer;
  },
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods('GET', 'PATCH');
