import { and, eq, isNotNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Database, inTransaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import {
  dailyCosts,
  dailyRoleTotals,
  hourlyPresence,
  hourlyRoleTotals,
  hourlySiteTotals,
  idlePeriods,
  unmappedTotals,
} from '@/lib/db/schema/derived-totals';
import { rollupMonths } from '@/lib/db/schema/rollups';
import { ROLLUP_TABLES, replaceMonth } from '@/lib/domain/rollups/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

const TABLES = [
  dailyRoleTotals,
  hourlyRoleTotals,
  hourlyPresence,
  hourlySiteTotals,
  dailyCosts,
  idlePeriods,
  unmappedTotals,
] as const;

/** Everything derived from the facts of a site, without the times of scoring, in an order of its own. */
export async function derivedRows(database: Database, siteId: number) {
  const scores = await database
    .select()
    .from(dailyScores)
    .where(eq(dailyScores.siteId, siteId))
    .orderBy(dailyScores.scoreDate, dailyScores.employeeId);
  const rows = await Promise.all(
    TABLES.map(async (table) => texts(await database.select().from(table).where(eq(table.siteId, siteId)))),
  );
  const issues = await database
    .select({ kind: dataIssues.kind, day: dataIssues.scoreDate, subject: dataIssues.subject, of: dataIssues.details })
    .from(dataIssues)
    .where(and(eq(dataIssues.siteId, siteId), eq(dataIssues.status, 'open'), isNotNull(dataIssues.employeeId)))
    .orderBy(dataIssues.scoreDate, dataIssues.subject, dataIssues.kind);
  return { scores: scores.map(({ scoredAt: _, revisedAt: __, ...row }) => row), rows, issues };
}

/** The sums of a month, table by table. */
export async function sumsOfMonth(database: Database, siteId: number, month: IsoDay): Promise<string[][]> {
  return Promise.all(
    ROLLUP_TABLES.map(async (table) =>
      texts(
        await database
          .select()
          .from(table)
          .where(and(eq(table.siteId, siteId), eq(table.month, month))),
      ),
    ),
  );
}

/**
 * Expects whatever is held to be summed up to be what summing it up now gives. Returns how many months were: of the others
 * nobody reads the sums.
 */
export async function expectSumsToHold(database: Database, site: Site, now: EpochSeconds): Promise<number> {
  const months = await database.select().from(rollupMonths).where(eq(rollupMonths.siteId, site.id));
  const held = months.filter(({ through, timeZone }) => through !== null && timeZone === site.timeZone);
  for (const { month, through } of held) {
    const kept = await sumsOfMonth(database, site.id, month);
    await inTransaction(database, (tx) => replaceMonth(tx, site, { month, through: through ?? month, now }));
    expect(kept, month).toEqual(await sumsOfMonth(database, site.id, month));
  }
  return held.length;
}

function texts(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
