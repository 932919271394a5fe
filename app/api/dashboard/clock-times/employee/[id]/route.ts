import { loadClockTimesOfPerson } from '@/lib/domain/clock/loaders';
import { clockRangeQuery, clockTimesOfPerson } from '@/lib/domain/clock/schema';
import { employeeParams } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/clock-times/employee/:id',
  access: { session: ['admin', 'manager', 'viewer'], apiKey: ['read'] },
  params: employeeParams,
  query: clockRangeQuery,
  docs: { summary: "A person's clock times, day by day", tags: ['Time clock'], response: clockTimesOfPerson },
  handle: ({ site, params, query, now }) => loadClockTimesOfPerson(site, params.id, query, now),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
