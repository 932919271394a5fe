import { and, asc, between, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { rollupMonths } from '@/lib/db/schema/rollups';
import type { Site } from '@/lib/domain/sites/schema';
import { type DayRange, monthStart } from '@/lib/platform/time/business-day';
import type { RolledMonth } from '../rules';

/** The months that a range touches and that are summed up, by the site's present zone. */
export async function getRolledMonths(
  db: Db,
  site: Pick<Site, 'id' | 'timeZone'>,
  { from, to }: DayRange,
): Promise<RolledMonth[]> {
  const rows = await db
    .select({ month: rollupMonths.month, through: rollupMonths.through })
    .from(rollupMonths)
    .where(
      and(
        eq(rollupMonths.siteId, site.id),
        between(rollupMonths.month, monthStart(from), to),
        isNotNull(rollupMonths.through),
        eq(rollupMonths.timeZone, site.timeZone),
      ),
    )
    .orderBy(asc(rollupMonths.month));
  return rows.flatMap(({ month, through }) => (through === null ? [] : [{ month, through }]));
}
