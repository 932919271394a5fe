import { parseAsStringLiteral } from 'nuqs/server';
import { DETAILS } from '@/lib/domain/dashboard/prepare-view';

/** What a tile opened, a step to come back from. */
export const detailParams = { show: parseAsStringLiteral(DETAILS).withOptions({ history: 'push' }) };

/** Events of the time clock that are shown; server and browser ask for the same. */
export const FEED_EVENTS = 30;
