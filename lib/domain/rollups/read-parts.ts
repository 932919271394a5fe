import type { Db } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { type DayRange, daysBetween } from '@/lib/platform/time/business-day';
import { getRolledMonths } from './queries/get-rolled-months';
import { asDays, partsOf, type RangeParts } from './rules';

/** Shorter ranges are read day by day: that costs less than finding out. */
const MIN_DAYS = 15;
const ATTEMPTS = 3;

/**
 * Runs `read` with the parts that a range is read as. Two statements besides its own: which months are summed up, before
 * and after. Sums that a month got meanwhile may reach over more of its days than `read` was told; then it reads again.
 */
export async function readParts<T>(
  db: Db,
  site: Pick<Site, 'id' | 'timeZone'>,
  range: DayRange,
  { canSubtract }: { canSubtract: boolean },
  read: (parts: RangeParts) => Promise<T>,
): Promise<T> {
  if (daysBetween(range.from, range.to) + 1 < MIN_DAYS) return read(asDays(range));
  let rolled = await getRolledMonths(db, site, range);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const parts = partsOf(range, rolled, { canSubtract });
    const result = await read(parts);
    if (parts.months.length === 0) return result;
    const after = await getRolledMonths(db, site, range);
    const through = new Map(after.map((one) => [one.month, one.through]));
    const isSame = rolled.every((one) => !parts.months.includes(one.month) || through.get(one.month) === one.through);
    if (isSame) return result;
    rolled = after;
  }
  return read(asDays(range));
}
