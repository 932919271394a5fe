import { getDatabase } from '@/lib/db/handles';
import { resolveIssue } from '@/lib/domain/issues/mutations';
import { issueParams, resolveIssueBody } from '@/lib/domain/issues/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/issues/:id/resolve',
  access: { session: ['admin', 'manager'] },
  params: issueParams,
  body: resolveIssueBody,
  docs: { summary: 'Close a data issue, with a note', tags: ['Attention'], response: statusAnswer('resolved') },
  handle: async ({ site, params, body, now, principal }) => {
    const decision = { siteId: site.id, issueId: params.id, actor: actorOf(principal), now };
    await resolveIssue(getDatabase(), { ...decision, note: body.note });
    return { status: 'resolved' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
