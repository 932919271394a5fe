import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client';
import { flagDays } from '../../db/schema/attention';
import type { IsoDay } from '../../platform/time/instant';

/**
 * Notes, in the transaction that scored them, that facts of these days changed and their activities are to be looked at
 * for flags again (domain.md 10).
 */
export async function requestFlagDays(tx: Transaction, siteId: number, days: Iterable<IsoDay>): Promise<void> {
  const distinct = [...new Set(days)].sort();
  if (distinct.length === 0) return;
  await tx
    .insert(flagDays)
    .values(distinct.map((scoreDate) => ({ siteId, scoreDate })))
    .onDuplicateKeyUpdate({ set: { version: sql`${flagDays.version} + 1` } });
}
