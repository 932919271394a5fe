import { openBulkWriter } from '@/demo/seed/bulk-insert';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { DEFAULT_ROLES } from '@/lib/domain/sites/rules';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { OwnSite } from './own-site';
import type { YearData } from './year-data';

const HOUR = 3600;
const WINDOW_STEP_SECONDS = 300;

/** What everybody does from `start` on. Without `hours` they are still at work. */
export type Shift = { source: string; start: EpochSeconds; hours: number | null; scansPerPerson: number };

/** Writes a day of everybody: a clock period with three breaks (none while it is open), and a window every five minutes. */
export async function writeShifts(
  { databaseUrl }: YearData,
  { site, workers, roleIds }: OwnSite,
  { source, start, hours, scansPerPerson }: Shift,
): Promise<void> {
  const stamps = { createdAt: start, updatedAt: start };
  const writer = await openBulkWriter(databaseUrl);
  try {
    for (const [index, { employeeId, identityId }] of workers.entries()) {
      const owner = { siteId: site.id, source, employeeId, identityId };
      const clockIn = start + index * 7;
      const role = DEFAULT_ROLES[index % DEFAULT_ROLES.length];
      if (role === undefined) throw new RangeError('There are no default roles');
      const clockOut = hours === null ? null : clockIn + hours * HOUR;
      await writer.insert(clockTimes, [
        {
          ...owner,
          sourceShiftId: `s${index}`,
          clockIn,
          clockOut,
          totalMinutes: hours === null ? null : hours * 60,
          breakMinutes: hours === null ? 0 : 60,
          isActive: clockOut === null,
          ...stamps,
        },
      ]);
      const breakHours = hours === null ? [] : [2, 4, 6.5];
      await writer.insert(
        clockBreaks,
        breakHours.map((hour, at) => ({
          ...owner,
          sourceBreakId: `b${index}-${at}`,
          breakStart: clockIn + hour * HOUR,
          breakEnd: clockIn + hour * HOUR + (at === 1 ? 1800 : 900),
          isPaid: at !== 1,
          ...stamps,
        })),
      );
      await writer.insert(
        activityLogs,
        Array.from({ length: scansPerPerson }, (_, at) => {
          const windowStart = clockIn + 120 + at * WINDOW_STEP_SECONDS;
          return {
            ...owner,
            referenceId: `a${index}-${at}`,
            roleId: roleIds.get(role.activityType) ?? null,
            activityType: role.activityType,
            itemsCount: 1 + ((index + at) % 20),
            windowStart,
            windowEnd: windowStart + 180 + ((index * 31 + at * 17) % 110),
            createdAt: windowStart + 300,
          };
        }),
      );
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
}
