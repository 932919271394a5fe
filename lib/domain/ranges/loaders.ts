import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { readParts } from '@/lib/domain/rollups/read-parts';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedRange } from '@/lib/platform/time/asked-days';
import type { DayRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareRange, type RangeFacts } from './prepare';
import { getRangeDays } from './queries/get-range-days';
import { getRangePeople } from './queries/get-range-people';
import { comparedRange } from './rules';
import type { DateRangeQuery } from './schema';

/**
 * A range with its comparison as JSON text of a `DateRange`. Reads derived rows only: two statements, four with a
 * comparison, and up to two more for each long range. Throws VALIDATION on a bad range.
 */
export async function loadDateRangeText(site: Site, request: DateRangeQuery, now: EpochSeconds): Promise<string> {
  const { from, to, today } = askedRange(site, request, now);
  const { compare } = request;
  const other = comparedRange({ from, to }, compare);
  const policy = cachePolicies.dateRange({ siteId: site.id, from, to, firstRead: other?.from, today, compare });
  return cachedAnswerText(policy, async () => {
    const [facts, compared] = await Promise.all([
      readRange(site, { from, to }),
      other === null ? null : readRange(site, other),
    ]);
    return { source: to === today ? 'live' : 'stored', from, to, compare, ...prepareRange(facts, compared) };
  });
}

function readRange(site: Site, range: DayRange): Promise<RangeFacts> {
  const db = getReadDatabase();
  return readParts(db, site, range, { canSubtract: false }, async (parts) => {
    const params = { siteId: site.id, parts };
    const [people, days] = await Promise.all([getRangePeople(db, params), getRangeDays(db, params)]);
    return { range, people, days };
  });
}
