import { canSeePay } from '@/lib/domain/costs/access';
import { effect } from '@/lib/domain/previews/schema';
import { loadRolePreview } from '@/lib/domain/roles/loaders';
import { roleParams, rolePreviewOrder } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/departments/:id/preview',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: roleParams,
  body: rolePreviewOrder,
  docs: {
    summary: 'What an edit of a department would do to the last 30 days; nothing is written',
    tags: ['Departments and rules'],
    response: effect,
  },
  handle: ({ site, params, body, principal, now }) =>
    loadRolePreview(site, { roleId: params.id, order: body, isWithPay: canSeePay(principal) }, now),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
