import { getDatabase } from '@/lib/db/handles';
import { changeMapping } from '@/lib/domain/employees/change-mapping';
import { loadEmployeeMapping } from '@/lib/domain/employees/loaders';
import { employeeMapping, employeeParams, mapping, mappingChange } from '@/lib/domain/employees/schema';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/:id/mapping',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: employeeParams,
  docs: { summary: 'The logins that are linked to a person', tags: ['People'], response: employeeMapping },
  handle: ({ site, params, now }) => loadEmployeeMapping(site, params.id, now),
});

export const PUT = apiRoute({
  tag: 'PUT /api/dashboard/employees/:id/mapping',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: employeeParams,
  body: mappingChange,
  docs: { summary: 'Link logins to a person, or take them off', tags: ['People'], response: mapping },
  handle: async ({ site, params, body, now, principal }) => {
    const change = { siteId: site.id, employeeId: params.id, change: body, actor: actorOf(principal), now };
    const mapping = await changeMapping(getDatabase(), change);
    await announceEdit(site, now);
    return mapping;
  },
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'PUT');
