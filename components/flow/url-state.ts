import { parseAsStringLiteral } from 'nuqs/server';
import { HISTORY_SHOWS } from '@/lib/domain/flow/columns';

/** What the history shows: a step to come back from. */
export const flowParams = {
  show: parseAsStringLiteral(HISTORY_SHOWS).withDefault('items').withOptions({ history: 'push' }),
};
