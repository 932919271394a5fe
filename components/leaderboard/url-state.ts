import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ALL_SORT_COLUMNS, SORT_DIRECTIONS } from '@/lib/domain/leaderboard/columns';

/** The filter of the page as it stands in the URL. A department is a step to come back from, the rest is not. */
export const boardParams = {
  department: parseAsString.withOptions({ history: 'push' }),
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(ALL_SORT_COLUMNS).withDefault('rank'),
  direction: parseAsStringLiteral(SORT_DIRECTIONS).withDefault('asc'),
};

/** Days of the range that is shown unless another is asked for. */
export const BOARD_RANGE_DAYS = 7;
