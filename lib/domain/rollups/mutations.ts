import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import {
  rollupMonths,
  rollupPeople,
  rollupPersonHours,
  rollupPersonRoles,
  rollupRoleDays,
  rollupSiteDays,
  rollupSiteHours,
} from '@/lib/db/schema/rollups';
import type { Site } from '@/lib/domain/sites/schema';
import { monthStart } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { insertRoleDays, insertSiteDays } from './days';
import { insertPeople } from './people';
import { insertPersonHours } from './person-hours';
import { insertPersonRoles } from './person-roles';
import { offsetsOver } from './rules';
import { insertSiteHours } from './site-hours';
import { localHour } from './spans';

/**
 * Says that these days are not what their months' sums were made of any more, in the transaction that changed them. Holds
 * the months until its end, so that nobody sums them up without the change. One statement.
 */
export async function outdateMonths(tx: Transaction, siteId: number, days: readonly IsoDay[]): Promise<void> {
  const daysOf = [...Map.groupBy([...days].sort(), monthStart)];
  if (daysOf.length === 0) return;
  const isSummed = daysOf.map(
    ([month, [first = month]]) => sql`(${rollupMonths.month} = ${month} AND ${rollupMonths.through} >= ${first})`,
  );
  await tx
    .insert(rollupMonths)
    .values(daysOf.map(([month]) => ({ siteId, month })))
    .onDuplicateKeyUpdate({
      set: { through: sql`CASE WHEN ${sql.join(isSummed, sql` OR `)} THEN NULL ELSE ${rollupMonths.through} END` },
    });
}

/** The tables of sums; all rows of a month come and go together. */
export const ROLLUP_TABLES = [
  rollupPeople,
  rollupPersonRoles,
  rollupPersonHours,
  rollupSiteHours,
  rollupSiteDays,
  rollupRoleDays,
] as const;

/**
 * Sums a month up anew through a day, out of its days' derived rows, in the caller's transaction. Waits for whoever is
 * scoring one of its days, and lets nobody score one until the transaction ends.
 */
export async function replaceMonth(
  tx: Transaction,
  site: Site,
  { month, through, now }: { month: IsoDay; through: IsoDay; now: EpochSeconds },
): Promise<void> {
  const isMonth = and(eq(rollupMonths.siteId, site.id), eq(rollupMonths.month, month));
  await tx.select({ month: rollupMonths.month }).from(rollupMonths).where(isMonth).for('update');
  for (const table of ROLLUP_TABLES) {
    await tx.delete(table).where(and(eq(table.siteId, site.id), eq(table.month, month)));
  }
  const span = { from: month, to: through };
  const offsets = offsetsOver(site, month, through);
  const hourOf: Parameters<typeof insertSiteHours>[3] = (hourStart) => localHour(hourStart, offsets);
  await tx.execute(insertPeople(site.id, month, span));
  await tx.execute(insertPersonRoles(site.id, month, span));
  await tx.execute(insertPersonHours(site.id, month, span, hourOf));
  await tx.execute(insertSiteHours(site.id, month, span, hourOf));
  await tx.execute(insertSiteDays(site.id, month, span));
  await tx.execute(insertRoleDays(site.id, month, span));
  await tx.update(rollupMonths).set({ through, timeZone: site.timeZone, rolledAt: now }).where(isMonth);
}
