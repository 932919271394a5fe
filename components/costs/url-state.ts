import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsDay } from '@/components/date/url-state';
import { RATE_FILTERS } from '@/lib/domain/costs/columns';

/** The filter of the page and what is opened on it, as it stands in the URL. Opening is a step to come back from. */
export const costParams = {
  q: parseAsString.withDefault(''),
  rates: parseAsStringLiteral(RATE_FILTERS).withDefault('all').withOptions({ history: 'push' }),
  department: parseAsString.withOptions({ history: 'push' }),
  person: parseAsInteger.withOptions({ history: 'push' }),
  /** A day of the person. */
  day: parseAsDay,
};
