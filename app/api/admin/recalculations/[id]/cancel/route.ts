import { getDatabase } from '@/lib/db/handles';
import { loadRecalculation } from '@/lib/domain/recalculation/loaders';
import { cancelRecalculation } from '@/lib/domain/recalculation/mutations';
import { recalculation, recalculationParams } from '@/lib/domain/recalculation/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const POST = apiRoute({
  tag: 'POST /api/admin/recalculations/:id/cancel',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: recalculationParams,
  docs: {
    summary: 'Stop a recalculation; what it has scored so far stays',
    tags: ['Recalculations'],
    response: recalculation,
  },
  handle: async ({ site, params, now, principal }) => {
    await cancelRecalculation(getDatabase(), { siteId: site.id, id: params.id, actor: actorOf(principal), now });
    return loadRecalculation(site, params.id, now);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
