import { addressOf, type Fetched, fetchJson, type QueryParams } from '@/components/query/fetch-json';
import type { EmployeeList } from '@/lib/domain/employees/schema';

const MAX_PAGE_ROWS = 500;

/** The first `wanted` people of a filter, page by page; `nextCursor` tells whether there are more. Throws {@link RequestError}. */
export async function fetchPeople(
  params: QueryParams,
  wanted: number,
  signal: AbortSignal,
): Promise<Fetched<EmployeeList>> {
  const first = await fetchPage(params, Math.min(wanted, MAX_PAGE_ROWS), null, signal);
  const rows = [...first.data.rows];
  let { nextCursor } = first.data;
  while (nextCursor !== null && rows.length < wanted) {
    const next = await fetchPage(params, Math.min(wanted - rows.length, MAX_PAGE_ROWS), nextCursor, signal);
    rows.push(...next.data.rows);
    nextCursor = next.data.nextCursor;
  }
  return { ...first, data: { ...first.data, rows, nextCursor } };
}

function fetchPage(
  params: QueryParams,
  limit: number,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Fetched<EmployeeList>> {
  const schema = () => import('@/lib/domain/employees/schema').then(({ employeeList }) => employeeList);
  return fetchJson(addressOf('/api/dashboard/employees', { ...params, limit, cursor }), schema, signal);
}
