import { loadPersonDay } from '@/lib/domain/employees/loaders';
import { employeeDayQuery, employeeParams, personDay } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/:id/day',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: employeeParams,
  query: employeeDayQuery,
  docs: {
    summary: "A person's day: clock, work, idle time, score and how it came about",
    tags: ['People'],
    response: personDay,
  },
  handle: ({ site, params, query, now }) => loadPersonDay(site, params.id, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
