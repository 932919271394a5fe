import { loadEmployeeCalendar } from '@/lib/domain/employees/loaders';
import { employeeCalendar, employeeCalendarQuery, employeeParams } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/employees/:id/calendar',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: employeeParams,
  query: employeeCalendarQuery,
  docs: { summary: "Which of a person's days qualify for a streak", tags: ['People'], response: employeeCalendar },
  handle: ({ site, params, query, now }) => loadEmployeeCalendar(site, params.id, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
