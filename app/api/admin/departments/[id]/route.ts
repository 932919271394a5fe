import { changeRole } from '@/lib/domain/roles/actions';
import { roleEdit, roleEditAnswer, roleParams } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const PATCH = apiRoute({
  tag: 'PATCH /api/admin/departments/:id',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: roleParams,
  body: roleEdit,
  docs: {
    summary: 'Change what holds for all days of a department; where scores depend on it, a recalculation is queued',
    tags: ['Departments and rules'],
    response: roleEditAnswer,
  },
  handle: ({ site, params, body, principal, now }) =>
    changeRole({ site, roleId: params.id, ...body, actor: actorOf(principal), now }),
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherMethods('PATCH');
