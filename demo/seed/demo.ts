import { floorSettings } from '@/demo/floor/plan';
import { HISTORY_DAYS } from '@/demo/floor/state';
import { type Database, inTransaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { runProcessActivities } from '@/lib/domain/flags/run';
import { runAwards } from '@/lib/domain/gamification/run';
import { getRoleIdsByType } from '@/lib/domain/roles/queries/get-role-ids-by-type';
import { runRollUp } from '@/lib/domain/rollups/run';
import { requestScores, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { runDrainScores } from '@/lib/domain/scoring/run';
import { runFinalize } from '@/lib/domain/scoring/run-finalize';
import { createSite } from '@/lib/domain/sites/mutations';
import { getSite } from '@/lib/domain/sites/queries/get-sites';
import { getLogger } from '@/lib/platform/log/log';
import { addDays, businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { openBulkWriter } from './bulk-insert';
import { activityRowsOf, clockRowsOf, recordPunches } from './facts';
import { seedPeople } from './people';
import { SEED_ACTOR, type SeedCounts } from './year';

export type DemoOptions = {
  db: Database;
  databaseUrl: string;
  siteCode: string;
  timeZone: string;
  /** Days of work before today. */
  days?: number;
  now: EpochSeconds;
};

/**
 * The demo floor's last days and today so far, written as facts and scored by the real worker code: what `npm start` shows
 * after a while, at once and without a simulator. Throws CONFLICT when the site exists.
 */
export async function seedDemo(options: DemoOptions): Promise<SeedCounts> {
  const { db, now } = options;
  await createSite(
    db,
    { code: options.siteCode, name: 'Demo floor (invented data)', timeZone: options.timeZone, dailyGoalItems: 3_000 },
    SEED_ACTOR,
    now,
  );
  const site = await getSite(db, options.siteCode);
  const today = businessDayOf(site, now);
  const firstDay = addDays(today, -(options.days ?? HISTORY_DAYS));
  const settings = floorSettings(site.timeZone);
  const records = recordPunches(settings, firstDay, today, now);
  const seeded = await seedPeople(db, site.id, settings.people, records.company, now);
  const roleIds = await inTransaction(db, (tx) => getRoleIdsByType(tx, site.id));
  const clock = clockRowsOf(records, site.id, seeded, now);
  const days = daysFromTo(firstDay, today);
  const activities = days.flatMap((day) => activityRowsOf(settings, day, site.id, seeded, roleIds, now));

  const writer = await openBulkWriter(options.databaseUrl);
  try {
    await writer.insert(clockTimes, clock.periods);
    await writer.insert(clockBreaks, clock.breaks);
    await writer.insert(activityLogs, activities);
    await writer.finish();
  } finally {
    await writer.close();
  }

  const employeeIds = seeded.people.flatMap(({ employeeId }) => (employeeId === null ? [] : [employeeId]));
  const requests = days.flatMap((scoreDate) =>
    [...employeeIds, UNMAPPED_WORK].map((employeeId) => ({ siteId: site.id, scoreDate, employeeId })),
  );
  await inTransaction(db, (tx) => requestScores(tx, requests, 'seed', now));
  const drained = await runDrainScores({ db, site, clock: { now: () => now }, log: getLogger() });
  await runFinalize(db, site, now, { isEveningRun: false });
  await runAwards({ db, site, clock: { now: () => now } });
  await runProcessActivities(db, site, now);
  await runRollUp(db, site, now);
  return {
    people: employeeIds.length,
    activities: activities.length,
    periods: clock.periods.length,
    breaks: clock.breaks.length,
    personDays: drained.scored,
  };
}
