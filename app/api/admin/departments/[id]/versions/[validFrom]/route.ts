import { changeRoleVersion, dropRoleVersion } from '@/lib/domain/roles/actions';
import { roleVersionEdit, roleVersionParams, roleVersionRemoval, versionAnswer } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const PUT = apiRoute({
  tag: 'PUT /api/admin/departments/:id/versions/:validFrom',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: roleVersionParams,
  body: roleVersionEdit,
  docs: {
    summary: 'Set the values of a department from a day on; exactly the days whose values change are scored again',
    tags: ['Departments and rules'],
    response: versionAnswer,
  },
  handle: ({ site, params, body, principal, now }) => {
    const { id: roleId, validFrom } = params;
    return changeRoleVersion({ site, roleId, validFrom, ...body, actor: actorOf(principal), now });
  },
});

export const DELETE = apiRoute({
  tag: 'DELETE /api/admin/departments/:id/versions/:validFrom',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: roleVersionParams,
  body: roleVersionRemoval,
  docs: {
    summary: 'Take dated values away; their days get the values before, else the next ones',
    tags: ['Departments and rules'],
    response: versionAnswer,
  },
  handle: ({ site, params, body, principal, now }) => {
    const { id: roleId, validFrom } = params;
    return dropRoleVersion({ site, roleId, validFrom, ...body, actor: actorOf(principal), now });
  },
});

export const { GET, POST, PATCH, OPTIONS } = otherMethods('PUT', 'DELETE');
