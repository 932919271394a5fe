import { addDays, businessDayOf, weekdayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';

/** When a job is due, in the site's time zone (contract.md 4). `at` is HH:MM local, `weekday` 1 = Monday .. 7. */
export type Schedule =
  | { kind: 'every'; seconds: number }
  | { kind: 'daily'; at: string }
  | { kind: 'weekly'; weekday: number; at: string };

/** A slot missed for longer than this is skipped and recorded as such (contract.md 4). */
export const CATCH_UP_GRACE_SECONDS = 300;

/** The same schedule in the words of the queue. */
export function toRepeatOptions(
  schedule: Schedule,
  timeZone: string,
): { every: number } | { pattern: string; tz: string } {
  if (schedule.kind === 'every') return { every: schedule.seconds * 1000 };
  const [hour, minute] = schedule.at.split(':').map(Number);
  const weekday = schedule.kind === 'weekly' ? schedule.weekday % 7 : '*';
  return { pattern: `0 ${minute} ${hour} * * ${weekday}`, tz: timeZone };
}

/** The latest planned time that is not after `instant`. Slots are named after it, so that a slot runs once. */
export function slotAt(schedule: Schedule, timeZone: string, instant: EpochSeconds): EpochSeconds {
  if (schedule.kind === 'every') return Math.floor(instant / schedule.seconds) * schedule.seconds;
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number);
  let day = businessDayOf({ timeZone, dayStart: '00:00' }, instant);
  for (;;) {
    const planned = instantOfLocal(timeZone, day, hour * 3600 + minute * 60);
    if (planned <= instant && (schedule.kind === 'daily' || weekdayOf(day) === schedule.weekday)) return planned;
    day = addDays(day, -1);
  }
}
