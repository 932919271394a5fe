import * as z from 'zod';
import { addDays, businessDayOf, type SiteCalendar, weekdayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';

const at = z.string();

/** When a job is due, in the site's time zone (contract.md 4). `at` is HH:MM local, `weekday` 1 = Monday .. 7. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), seconds: z.number().int() }),
  /** So long after the business day begins. */
  z.object({ kind: z.literal('after-day-start'), minutes: z.number().int() }),
  z.object({ kind: z.literal('daily'), at }),
  z.object({ kind: z.literal('weekly'), weekday: z.number().int(), at }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

/** A slot missed for longer than this is skipped and recorded as such (contract.md 4). */
export const CATCH_UP_GRACE_SECONDS = 300;

/** The same schedule in the words of the queue. */
export function toRepeatOptions(
  schedule: Schedule,
  { timeZone, dayStart }: SiteCalendar,
): { every: number } | { pattern: string; tz: string } {
  if (schedule.kind === 'every') return { every: schedule.seconds * 1000 };
  const second = localSecondOf(schedule, dayStart);
  const [hour, minute] = [Math.floor(second / 3600), (second % 3600) / 60];
  const weekday = schedule.kind === 'weekly' ? schedule.weekday % 7 : '*';
  return { pattern: `0 ${minute} ${hour} * * ${weekday}`, tz: timeZone };
}

/** The latest planned time that is not after `instant`. Slots are named after it, so that a slot runs once. */
export function slotAt(schedule: Schedule, { timeZone, dayStart }: SiteCalendar, instant: EpochSeconds): EpochSeconds {
  if (schedule.kind === 'every') return Math.floor(instant / schedule.seconds) * schedule.seconds;
  const second = localSecondOf(schedule, dayStart);
  let day = businessDayOf({ timeZone, dayStart: '00:00' }, instant);
  for (;;) {
    const planned = instantOfLocal(timeZone, day, second);
    if (planned <= instant && (schedule.kind !== 'weekly' || weekdayOf(day) === schedule.weekday)) return planned;
    day = addDays(day, -1);
  }
}

/** The first planned time after `instant`. */
export function nextSlotAfter(schedule: Schedule, calendar: SiteCalendar, instant: EpochSeconds): EpochSeconds {
  if (schedule.kind === 'every') return slotAt(schedule, calendar, instant) + schedule.seconds;
  const second = localSecondOf(schedule, calendar.dayStart);
  let day = businessDayOf({ timeZone: calendar.timeZone, dayStart: '00:00' }, instant);
  for (;;) {
    const planned = instantOfLocal(calendar.timeZone, day, second);
    if (planned > instant && (schedule.kind !== 'weekly' || weekdayOf(day) === schedule.weekday)) return planned;
    day = addDays(day, 1);
  }
}

function localSecondOf(schedule: Exclude<Schedule, { kind: 'every' }>, dayStart: string): number {
  const isAfterStart = schedule.kind === 'after-day-start';
  const [hour = 0, minute = 0] = (isAfterStart ? dayStart : schedule.at).split(':').map(Number);
  return hour * 3600 + (minute + (isAfterStart ? schedule.minutes : 0)) * 60;
}
