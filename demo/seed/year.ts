import { sql } from 'drizzle-orm';
import { type Database, inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { runAwards } from '@/lib/domain/gamification/run';
import { getRoleIdsByType } from '@/lib/domain/roles/queries/get-role-ids-by-type';
import { runRollUp } from '@/lib/domain/rollups/run';
import { replacePersonDays, type ScoredPersonDay } from '@/lib/domain/scoring/mutations';
import { runFinalize } from '@/lib/domain/scoring/run-finalize';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { openBulkWriter } from './bulk-insert';
import { type ActivityRow, activityRowsOf, clockRowsOf, recordPunches } from './facts';
import { seedPeople } from './people';
import { readRoles, scoreDays } from './score-days';
import { yearSettings } from './year-people';

export const SEED_ACTOR: Actor = { type: 'shell', id: 'seed' };

export type YearOptions = {
  db: Database;
  databaseUrl: string;
  siteCode: string;
  timeZone: string;
  people: number;
  days: number;
  /** The last day with shifts. */
  to: IsoDay;
  /** The present of the seed: later facts do not exist yet, and the scores are as of now. */
  asOf: EpochSeconds;
  say?: (line: string) => void;
};

export type SeedCounts = { people: number; activities: number; periods: number; breaks: number; personDays: number };

const DAYS_PER_BLOCK = 7;
const PERSON_DAYS_PER_TRANSACTION = 350;

/**
 * A site with a long history for benchmarks: facts as the demo floor makes them, derived rows from the same rules as the
 * worker's, computed from the facts in memory. Flags of its days are asked for and left to the worker: a year of such
 * busy days has millions. Throws CONFLICT when the site exists.
 */
export async function seedYear(options: YearOptions): Promise<SeedCounts> {
  const { db, asOf, to } = options;
  const firstDay = addDays(to, 1 - options.days);
  await createSite(
    db,
    { code: options.siteCode, name: 'A year of history (invented)', timeZone: options.timeZone, dailyGoalItems: 9_000 },
    SEED_ACTOR,
    asOf,
  );
  const site = await getSite(db, options.siteCode);
  const settings = yearSettings(site.timeZone, options.people);
  const records = recordPunches(settings, firstDay, to, asOf);
  const seeded = await seedPeople(db, site.id, settings.people, records.company, asOf);
  const roles = await readRoles(db, site.id, to);
  const roleIds = await inTransaction(db, (tx) => getRoleIdsByType(tx, site.id));
  const clock = clockRowsOf(records, site.id, seeded, asOf);
  const periodsOf = Map.groupBy(clock.periods, (row) => row.employeeId);
  const breaksOf = Map.groupBy(clock.breaks, (row) => row.employeeId);

  const counts = {
    people: options.people,
    activities: 0,
    periods: clock.periods.length,
    breaks: clock.breaks.length,
    personDays: 0,
  };
  const writer = await openBulkWriter(options.databaseUrl);
  try {
    await writer.insert(clockTimes, clock.periods);
    await writer.insert(clockBreaks, clock.breaks);
    const days = daysFromTo(firstDay, to);
    let dayBefore: ActivityRow[] = [];
    for (let at = 0; at < days.length; at += DAYS_PER_BLOCK) {
      const block = days.slice(at, at + DAYS_PER_BLOCK);
      const [first = to, last = to] = [block[0], block.at(-1)];
      const byDay = block.map((day) => activityRowsOf(settings, day, site.id, seeded, roleIds, asOf));
      for (const rows of byDay) await writer.insert(activityLogs, rows);
      const activitiesOf = Map.groupBy([dayBefore, ...byDay].flat(), (row) => row.employeeId);
      dayBefore = byDay.at(-1) ?? [];
      const scored = seeded.people.flatMap((one) =>
        scoreDays({
          site,
          roles,
          seeded: one,
          facts: {
            periods: periodsOf.get(one.employeeId) ?? [],
            breaks: breaksOf.get(one.employeeId) ?? [],
            activities: activitiesOf.get(one.employeeId) ?? [],
          },
          firstDay: first,
          // What a night's contractor does past the last midnight is a day of its own.
          lastDay: last === to ? addDays(to, 1) : last,
          now: asOf,
        }),
      );
      await writeDerived(db, site, scored, asOf);
      counts.activities += byDay.reduce((sum, rows) => sum + rows.length, 0);
      counts.personDays += scored.length;
      options.say?.(`${last}: ${counts.activities} activities`);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  await runFinalize(db, site, asOf, { isEveningRun: false });
  await runAwards({ db, site, clock: { now: () => asOf } });
  await runRollUp(db, site, asOf);
  return counts;
}

async function writeDerived(db: Database, site: Site, scored: readonly ScoredPersonDay[], now: EpochSeconds) {
  for (let at = 0; at < scored.length; at += PERSON_DAYS_PER_TRANSACTION) {
    const part = scored.slice(at, at + PERSON_DAYS_PER_TRANSACTION);
    await inTransaction(db, async (tx) => {
      await tx.execute(sql`SET SESSION foreign_key_checks = 0`);
      await replacePersonDays(tx, site, part, now);
    });
  }
}
