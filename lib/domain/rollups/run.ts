import { desc, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Database, inTransaction } from '@/lib/db/client';
import { selectRows } from '@/lib/db/rows';
import { rollupMonths } from '@/lib/db/schema/rollups';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf, monthStart, nextMonthStart } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { replaceMonth } from './mutations';
import { rollableThrough } from './rules';

/**
 * Sums up every month that is not, or not as far as it can be: those with days scored since, the present one up to
 * yesterday, and all of them when the zone changed. The newest first, each in a transaction of its own. Answers do not
 * change by it, they only come sooner.
 */
export async function runRollUp(db: Database, site: Site, now: EpochSeconds): Promise<{ months: number }> {
  const today = businessDayOf(site, now);
  await enterMonths(db, site.id, today);
  const known = await db
    .select()
    .from(rollupMonths)
    .where(eq(rollupMonths.siteId, site.id))
    .orderBy(desc(rollupMonths.month));
  const counts = { months: 0 };
  for (const { month, through, timeZone } of known) {
    const reachable = rollableThrough(month, today);
    if (reachable === null || (through !== null && through >= reachable && timeZone === site.timeZone)) continue;
    await inTransaction(db, (tx) => replaceMonth(tx, site, { month, through: reachable, now }));
    counts.months += 1;
  }
  return counts;
}

/** Months that were scored before there were sums are not known yet. */
async function enterMonths(db: Database, siteId: number, today: IsoDay): Promise<void> {
  const [row] = await selectRows(
    db,
    sql`SELECT LEAST(COALESCE(d.first_day, u.first_day), COALESCE(u.first_day, d.first_day)) AS first_day
          FROM (SELECT MIN(score_date) AS first_day FROM daily_scores WHERE site_id = ${siteId}) d,
               (SELECT MIN(score_date) AS first_day FROM unmapped_totals WHERE site_id = ${siteId}) u`,
    z.object({ first_day: z.string().nullable() }),
  );
  const months: IsoDay[] = [];
  for (let month = monthStart(row?.first_day ?? today); month < today; month = nextMonthStart(month))
    months.push(month);
  if (row?.first_day == null || months.length === 0) return;
  await db
    .insert(rollupMonths)
    .ignore()
    .values(months.map((month) => ({ siteId, month })));
}
