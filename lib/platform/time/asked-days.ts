import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf, type DayRange, daysBetween, type SiteCalendar } from './business-day';
import type { EpochSeconds, IsoDay } from './instant';

/** The longest range a read answers. */
export const MAX_RANGE_DAYS = 400;
/** No hub has facts from before. */
const FIRST_DAY: IsoDay = '2000-01-01';

/**
 * The day that was asked for, today without one. Throws VALIDATION, naming `field`, for a day that has not begun at the
 * site or that lies before 2000.
 */
export function askedDay(
  calendar: SiteCalendar,
  day: IsoDay | undefined,
  now: EpochSeconds,
  field = 'date',
): { day: IsoDay; today: IsoDay } {
  const today = businessDayOf(calendar, now);
  if (day === undefined) return { day: today, today };
  if (day > today) throw refused(field, `must not be in the future: today is ${today} at this site`);
  if (day < FIRST_DAY) throw refused(field, `must be ${FIRST_DAY} or later`);
  return { day, today };
}

/**
 * The range that was asked for. Throws VALIDATION when it ends before it begins, in the future, or is longer than
 * {@link MAX_RANGE_DAYS}.
 */
export function askedRange(
  calendar: SiteCalendar,
  range: DayRange,
  now: EpochSeconds,
): DayRange & { today: IsoDay; days: number } {
  const { from, to } = range;
  const { today } = askedDay(calendar, from, now, 'from');
  askedDay(calendar, to, now, 'to');
  if (to < from) throw refused('to', 'must not be before "from"');
  const days = daysBetween(from, to) + 1;
  if (days > MAX_RANGE_DAYS) throw refused('to', `must be at most ${MAX_RANGE_DAYS} days from "from", both counted`);
  return { from, to, today, days };
}

function refused(field: string, message: string): AppError {
  return new AppError('VALIDATION', `${field} ${message}.`, { details: [{ field, message }] });
}
