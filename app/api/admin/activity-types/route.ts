import { mapType } from '@/lib/domain/roles/actions';
import { loadActivityTypes } from '@/lib/domain/roles/loaders';
import { activityTypeList, typeMapping, typeMappingAnswer } from '@/lib/domain/roles/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/admin/activity-types',
  access: { session: ['admin'], apiKey: ['admin'] },
  docs: {
    summary: "Activity types that are no department's own, with what waits under them",
    tags: ['Departments and rules'],
    response: activityTypeList,
  },
  handle: ({ site, now }) => loadActivityTypes(site, now),
});

export const PUT = apiRoute({
  tag: 'PUT /api/admin/activity-types',
  access: { session: ['admin'], apiKey: ['admin'] },
  body: typeMapping,
  docs: {
    summary: 'Count an activity type as work of a department; its stored scans move and their days are scored again',
    tags: ['Departments and rules'],
    response: typeMappingAnswer,
  },
  handle: ({ site, body, principal, now }) => mapType({ site, ...body, actor: actorOf(principal), now }),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'PUT');
