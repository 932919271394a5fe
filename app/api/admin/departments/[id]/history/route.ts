import { loadRoleHistory } from '@/lib/domain/roles/loaders';
import { roleHistory, roleParams } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/departments/:id/history',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: roleParams,
  docs: {
    summary: 'Who changed what of a department, the last 100 edits',
    tags: ['Departments and rules'],
    response: roleHistory,
  },
  handle: ({ site, params, now }) => loadRoleHistory(site, params.id, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
