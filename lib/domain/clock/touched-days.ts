import type { SiteSettings } from '@/lib/domain/sites/schema';
import { addDays, businessDayOf, daysFromTo, type SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

/** How far a changed clock fact can move other facts of its person (domain.md 3, Edits). */
const DAYS_AROUND = 2;

/** The time a clock fact reaches over; one without an end reaches as far as it can ever count. */
export function reachOf(
  settings: Pick<SiteSettings, 'maxOpenHours' | 'minOpenHours'>,
  start: EpochSeconds,
  end: EpochSeconds | null,
): { start: EpochSeconds; end: EpochSeconds } {
  const longest = Math.max(settings.maxOpenHours, settings.minOpenHours) * 3600;
  return { start, end: Math.max(start, end ?? start + Math.ceil(longest)) };
}

/**
 * The business days that are scored again when a clock fact appears, changes or goes: from two days before the first to
 * two days after the last one it touches (domain.md 3, Edits). Ask for the old and for the new state.
 */
export function daysAround(calendar: SiteCalendar, reach: { start: EpochSeconds; end: EpochSeconds }): IsoDay[] {
  const first = addDays(businessDayOf(calendar, reach.start), -DAYS_AROUND);
  const last = addDays(businessDayOf(calendar, reach.end), DAYS_AROUND);
  return daysFromTo(first, last);
}
