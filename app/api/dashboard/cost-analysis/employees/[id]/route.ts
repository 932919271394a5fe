import { loadPersonCostsText } from '@/lib/domain/costs/loaders';
import { personCostQuery, personCosts } from '@/lib/domain/costs/schema';
import { employeeParams } from '@/lib/domain/employees/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { JsonText } from '@/lib/platform/http/responses';
import { apiRoute } from '@/lib/platform/http/route';

export const GET = apiRoute({
  tag: 'GET /api/dashboard/cost-analysis/employees/:id',
  access: { session: ['admin', 'manager'], pay: true },
  params: employeeParams,
  query: personCostQuery,
  docs: {
    summary: 'What a person cost in a range of days, day by day; needs the right to see pay',
    tags: ['Costs'],
    response: personCosts,
  },
  handle: async ({ site, params, query, now }) => {
    return new JsonText(await loadPersonCostsText(site, params.id, query, now));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
