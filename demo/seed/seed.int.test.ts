import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { activityFlags } from '@/lib/db/schema/attention';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { dailyScores } from '@/lib/db/schema/daily-scores';
import { unmappedTotals } from '@/lib/db/schema/derived-totals';
import { employees } from '@/lib/db/schema/employees';
import { runProcessActivities } from '@/lib/domain/flags/run';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import { runDrainScores } from '@/lib/domain/scoring/run';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { getLogger } from '@/lib/platform/log/log';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { openTestDatabase } from '@/test/database';
import { derivedRows, expectSumsToHold } from '@/test/derived-rows';
import { seedDemo } from './demo';
import { seedYear } from './year';

const database = openTestDatabase();
const databaseUrl = inject('databaseUrl');
const newCode = () => `t-${randomBytes(6).toString('hex')}`;

/** What the scorer derives from facts; issues are not among it, a seed has none. */
async function scoredRows(siteId: number) {
  const { scores, rows } = await derivedRows(database, siteId);
  return { scores, rows };
}

describe('the year scenario', () => {
  // Over the night in which the clocks go forward; the last day is still being worked.
  const to = '2026-03-09';
  const days = 4;
  const asOf = fromIsoInstant('2026-03-10T03:30:00Z');
  const year = (siteCode: string) =>
    seedYear({ db: database, databaseUrl, siteCode, timeZone: 'America/Chicago', people: 26, days, to, asOf });

  it('has the derived rows that the worker computes from the same facts', async () => {
    const code = newCode();
    const counts = await year(code);
    expect(counts.people).toBe(26);
    const site = await getSite(database, code);
    const seeded = await scoredRows(site.id);
    expect(seeded.scores).toHaveLength(counts.personDays);
    // All but unmapped work, of which there is none.
    expect(seeded.rows.filter((rows) => rows.length > 20)).toHaveLength(seeded.rows.length - 1);
    expect(await expectSumsToHold(database, site, asOf)).toBe(1);
    const flagged = await runProcessActivities(database, site, asOf);
    expect(flagged.days).toBeGreaterThanOrEqual(days);
    expect(flagged.flagged).toBeGreaterThan(20);

    const people = await database.select().from(employees).where(eq(employees.siteId, site.id));
    const requests = daysFromTo(addDays(to, -days), addDays(to, 1)).flatMap((scoreDate) =>
      people.map(({ id }) => ({ siteId: site.id, scoreDate, employeeId: id })),
    );
    await inTransaction(database, (tx) => requestScores(tx, requests, 'test', asOf));
    await runDrainScores({ db: database, site, clock: { now: () => asOf }, log: getLogger() });
    expect(await scoredRows(site.id)).toEqual(seeded);
    const again = await runProcessActivities(database, site, asOf);
    expect(again).toMatchObject({ flagged: 0, removed: 0 });
    expect(again.days).toBeGreaterThanOrEqual(days);
  });

  it('writes the same facts each time', async () => {
    const factsOf = async () => {
      const code = newCode();
      await year(code);
      const site = await getSite(database, code);
      const activities = await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));
      const periods = await database.select().from(clockTimes).where(eq(clockTimes.siteId, site.id));
      return {
        activities: activities
          .map((row) => `${row.referenceId} ${row.windowStart} ${row.windowEnd} ${row.itemsCount}`)
          .sort(),
        periods: periods.map((row) => `${row.sourceShiftId} ${row.clockIn} ${row.clockOut}`).sort(),
      };
    };
    expect(await factsOf()).toEqual(await factsOf());
  });

  it('refuses a site that exists', async () => {
    const code = newCode();
    await year(code);
    await expect(year(code)).rejects.toThrow(`There is already a site "${code}".`);
  });
});

describe('the demo scenario', () => {
  it('has open shifts, unmapped work, finished days and nothing of the future', async () => {
    const now = fromIsoInstant('2026-03-10T16:20:00Z');
    const code = newCode();
    const counts = await seedDemo({
      db: database,
      databaseUrl,
      siteCode: code,
      timeZone: 'America/Chicago',
      days: 3,
      now,
    });
    const site = await getSite(database, code);
    const scores = await database.select().from(dailyScores).where(eq(dailyScores.siteId, site.id));
    expect(scores).toHaveLength(counts.personDays);
    expect(scores.filter((row) => row.openUntil !== null).length).toBeGreaterThan(15);
    expect(scores.filter((row) => row.scoreDate < '2026-03-09').every((row) => row.isFinalized)).toBe(true);
    const flags = await database.select().from(activityFlags).where(eq(activityFlags.siteId, site.id));
    expect(new Set(flags.map((flag) => flag.scoreDate)).size).toBeGreaterThan(1);
    expect(await runProcessActivities(database, site, now)).toMatchObject({ days: 0 });
    expect(await expectSumsToHold(database, site, now)).toBe(1);
    const unmapped = await database.select().from(unmappedTotals).where(eq(unmappedTotals.siteId, site.id));
    expect(unmapped.length).toBeGreaterThan(10);
    const activities = await database.select().from(activityLogs).where(eq(activityLogs.siteId, site.id));
    expect(Math.max(...activities.map((row) => row.windowEnd))).toBeLessThanOrEqual(now);
    const periods = await database.select().from(clockTimes).where(eq(clockTimes.siteId, site.id));
    expect(Math.max(...periods.map((row) => row.clockIn))).toBeLessThanOrEqual(now);
  });
});
