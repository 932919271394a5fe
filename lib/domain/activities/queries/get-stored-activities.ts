import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { activityKey } from '../rules';

export type StoredActivity = typeof activityLogs.$inferSelect;

/** The stored windows with these references, locked until the end of the transaction, by `activityKey`. */
export async function getStoredActivities(
  tx: Transaction,
  siteId: number,
  wanted: readonly { source: string; referenceId: string }[],
): Promise<Map<string, StoredActivity>> {
  const rows = await tx
    .select()
    .from(activityLogs)
    .where(
      and(
        eq(activityLogs.siteId, siteId),
        inArray(activityLogs.source, [...new Set(wanted.map((one) => one.source))]),
        inArray(
          activityLogs.referenceId,
          wanted.map((one) => one.referenceId),
        ),
      ),
    )
    .for('update');
  return new Map(rows.map((row) => [activityKey(row), row]));
}
