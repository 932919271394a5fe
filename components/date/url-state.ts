import { createParser, parseAsStringLiteral } from 'nuqs/server';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import { isIsoDay } from '@/lib/platform/time/business-day';

/** `2026-03-08` in the URL. */
export const parseAsDay = createParser({
  parse: (text) => (isIsoDay(text) ? text : null),
  serialize: (day: string) => day,
});

/** The time that a page shows, as it stands in the URL: a step to come back from. Without a day it is today. */
export const timeParams = {
  date: parseAsDay.withOptions({ history: 'push' }),
  from: parseAsDay.withOptions({ history: 'push' }),
  to: parseAsDay.withOptions({ history: 'push' }),
  compare: parseAsStringLiteral(COMPARISONS).withDefault('none').withOptions({ history: 'push' }),
};
