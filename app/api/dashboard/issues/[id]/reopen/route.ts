import { getDatabase } from '@/lib/db/handles';
import { reopenIssue } from '@/lib/domain/issues/mutations';
import { issueParams } from '@/lib/domain/issues/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/dashboard/issues/:id/reopen',
  access: { session: ['admin', 'manager'] },
  params: issueParams,
  docs: { summary: 'Open a data issue again', tags: ['Attention'], response: statusAnswer('open') },
  handle: async ({ site, params, now, principal }) => {
    await reopenIssue(getDatabase(), { siteId: site.id, issueId: params.id, actor: actorOf(principal), now });
    return { status: 'open' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
