import { getDatabase } from '@/lib/db/handles';
import { applyUndo } from '@/lib/domain/identity/decisions';
import { changeAnswer, undoOrder } from '@/lib/domain/identity/schema';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/mappings/undo',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: undoOrder,
  docs: {
    summary: 'Take changes of logins and people back, all or nothing; refused where something changed since',
    tags: ['Mappings'],
    response: changeAnswer,
  },
  handle: async ({ site, body, now, principal }) => {
    const order = { siteId: site.id, changeIds: body.changeIds, actor: actorOf(principal), now };
    const answer = await applyUndo(getDatabase(), order);
    await announceEdit(site, now);
    return answer;
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
