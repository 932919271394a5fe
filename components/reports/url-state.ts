import { parseAsNumberLiteral } from 'nuqs/server';

/** How many days back the list goes; the longest is what a read answers. */
export const REPORT_DAYS = [30, 90, 400] as const;

export const reportsParams = {
  days: parseAsNumberLiteral(REPORT_DAYS).withDefault(30).withOptions({ history: 'push' }),
};
