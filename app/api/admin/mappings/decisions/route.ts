import { getDatabase } from '@/lib/db/handles';
import { applyDecisions } from '@/lib/domain/identity/decisions';
import { changeAnswer, decisionOrder } from '@/lib/domain/identity/schema';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/mappings/decisions',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: decisionOrder,
  docs: {
    summary: 'Link, take off, ignore, reject a suggestion or add the person: for one login or many, all or nothing',
    tags: ['Mappings'],
    response: changeAnswer,
  },
  handle: async ({ site, body, now, principal }) => {
    const { decisions } = body;
    const change = { siteId: site.id, decisions, actor: actorOf(principal), now };
    const answer = await applyDecisions(getDatabase(), change);
    await announceEdit(site, now);
    return answer;
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
