import * as z from 'zod';
import type { IncomingActivity } from '@/lib/domain/activities/schema';
import { addDays, businessDayInterval, businessDayOf, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';

const MAX_NAME_LENGTH = 191;
/** The current day is read again at these local times (sync.md, Scans). */
const REREAD_SECONDS_OF_DAY = [60, 6 * 3600, 12 * 3600, 20 * 3600];
const START_DAYS = 3;

/** A UTC `datetime` as text to ISO 8601; fractions stay, they are cut off where all are. */
const sqlInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/, 'must be a date and time')
  .transform((text) => `${text.replace(' ', 'T')}Z`);

/** A number, or a decimal column's text. Never nothing, which would read as a withdrawal. */
const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}(\.0+)?$/, 'must be a whole number')
    .transform(Number),
]);

/** One row of the source's table, as far as we use it. */
export const podFactoryRowSchema = z.object({
  id: wholeNumber.pipe(z.int().positive()),
  user_email: z.string().nullable(),
  user_name: z.string().nullable(),
  action: z.string(),
  items_count: wholeNumber,
  window_start: sqlInstant,
  window_end: sqlInstant,
});

/** The row as a work window; its id is the reference. */
export function toIncomingActivity(row: z.infer<typeof podFactoryRowSchema>): IncomingActivity {
  return {
    referenceId: String(row.id),
    userEmail: row.user_email,
    userName: row.user_name?.trim().slice(0, MAX_NAME_LENGTH),
    activityType: row.action,
    itemsCount: row.items_count,
    windowStart: row.window_start,
    windowEnd: row.window_end,
  };
}

/** The latest of the local times 00:01, 06:00, 12:00 and 20:00 that is not after `now`. */
export function latestRereadTime(timeZone: string, now: EpochSeconds): EpochSeconds {
  const date = businessDayOf({ timeZone, dayStart: '00:00' }, now);
  const times = [addDays(date, -1), date].flatMap((day) =>
    REREAD_SECONDS_OF_DAY.map((second) => instantOfLocal(timeZone, day, second)),
  );
  return Math.max(...times.filter((time) => time <= now));
}

/**
 * From when on windows are read again: at the start of the process the last 3 days before today; at one of the reread
 * times the business day that was current just before it, so that the one at 00:01 completes the day that ended. Null: not now.
 */
export function rereadFrom(
  calendar: SiteCalendar,
  now: EpochSeconds,
  last: { isStart: boolean; startedAt: EpochSeconds },
): EpochSeconds | null {
  if (last.isStart) return businessDayInterval(calendar, addDays(businessDayOf(calendar, now), -START_DAYS)).start;
  const time = latestRereadTime(calendar.timeZone, now);
  if (time <= last.startedAt) return null;
  return businessDayInterval(calendar, businessDayOf(calendar, time - 61)).start;
}
