import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { EMPLOYEE_STATUSES } from '@/lib/domain/employees/rules';

/** People that are shown at first, and with each "Show more". */
export const PAGE_ROWS = 50;

/** The filter of the page as it stands in the URL. Status and department are steps to come back from, the rest is not. */
export const peopleParams = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(EMPLOYEE_STATUSES).withDefault('active').withOptions({ history: 'push' }),
  department: parseAsString.withOptions({ history: 'push' }),
  rows: parseAsInteger.withDefault(PAGE_ROWS),
};
