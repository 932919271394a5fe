import { parseAsStringLiteral } from 'nuqs/server';
import { TREND_METRICS } from '@/lib/domain/team/trend-metrics';

/** Which figure the trend shows, as it stands in the URL. */
export const teamParams = { metric: parseAsStringLiteral(TREND_METRICS).withDefault('finished') };
