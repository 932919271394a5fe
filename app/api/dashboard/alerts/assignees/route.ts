import * as z from 'zod';
import { loadAssignees } from '@/lib/domain/alerts/loaders';
import { assigneeList } from '@/lib/domain/alerts/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/alerts/assignees',
  access: { session: ['admin', 'manager'] },
  query: z.object({}),
  docs: { summary: 'Who an alert can be given to', tags: ['Attention'], response: assigneeList },
  handle: ({ site, principal, now }) => loadAssignees(site, actorOf(principal).id, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
