import { loadRecalculation } from '@/lib/domain/recalculation/loaders';
import { recalculation, recalculationParams } from '@/lib/domain/recalculation/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/recalculations/:id',
  access: { session: ['admin'], apiKey: ['admin'] },
  params: recalculationParams,
  docs: { summary: 'How far a recalculation is', tags: ['Recalculations'], response: recalculation },
  handle: ({ site, params, now }) => loadRecalculation(site, params.id, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
