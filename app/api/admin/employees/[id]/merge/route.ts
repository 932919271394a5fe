import { getDatabase } from '@/lib/db/handles';
import { loadMergePreview } from '@/lib/domain/employees/admin-loaders';
import { mergeOrder, mergeQuery } from '@/lib/domain/employees/admin-schema';
import { applyMerge } from '@/lib/domain/employees/apply-changes';
import { employeeParams } from '@/lib/domain/employees/schema';
import { changeAnswer, mappingPreview } from '@/lib/domain/identity/schema';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/employees/:id/merge',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: employeeParams,
  query: mergeQuery,
  docs: {
    summary: 'What merging a person into another one would move; writes nothing',
    tags: ['Employees'],
    response: mappingPreview,
  },
  handle: ({ site, params, query, now }) => loadMergePreview(site, params.id, query.intoId, now),
});

export const POST = apiRoute({
  tag: 'POST /api/admin/employees/:id/merge',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: employeeParams,
  body: mergeOrder,
  docs: {
    summary: 'Merge a person into another one: logins and facts move, the person is archived',
    tags: ['Employees'],
    response: changeAnswer,
  },
  handle: async ({ site, params, body, now, principal }) => {
    const merge = { siteId: site.id, employeeId: params.id, ...body, actor: actorOf(principal), now };
    const answer = await applyMerge(getDatabase(), merge);
    await announceEdit(site, now);
    return answer;
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
