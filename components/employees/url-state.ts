import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { EMPLOYEE_STATUSES } from '@/lib/domain/employees/rules';

/** The filter of the page and the opened person as they stand in the URL. */
export const adminEmployeesParams = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(EMPLOYEE_STATUSES).withDefault('active').withOptions({ history: 'push' }),
  person: parseAsInteger.withOptions({ history: 'push' }),
};

/** What the API is asked for; server and browser must ask for the same. */
export function employeesAsked({ q, status }: { q: string; status: (typeof EMPLOYEE_STATUSES)[number] }) {
  const search = q.trim();
  return { q: search === '' ? null : search, status };
}
