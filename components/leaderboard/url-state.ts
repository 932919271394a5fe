import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { SORT_COLUMNS, SORT_DIRECTIONS } from '@/lib/domain/leaderboard/schema';
import { isIsoDay } from '@/lib/platform/time/business-day';

const parseAsDay = createParser({ parse: (text) => (isIsoDay(text) ? text : null), serialize: (day: string) => day });

/** The filter of the page as it stands in the URL. A day or department is a step to come back from, the rest is not. */
export const boardParams = {
  date: parseAsDay.withOptions({ history: 'push' }),
  department: parseAsString.withOptions({ history: 'push' }),
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(SORT_COLUMNS).withDefault('rank'),
  direction: parseAsStringLiteral(SORT_DIRECTIONS).withDefault('asc'),
};
