import { addDays, daysBetween, weekStart } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';
import { CALENDAR_DAYS } from './rules';
import type { CalendarDay } from './schema';

/**
 * What a day is for a streak (domain.md 5): `qualifying` counts, `missed` was worked and final and breaks it, `open` was
 * worked and may still qualify, `off` has no work and is skipped, `ahead` has not begun.
 */
export type DayState = 'qualifying' | 'missed' | 'open' | 'off' | 'ahead';

export type CalendarCell = { date: IsoDay; state: DayState; day: CalendarDay | null };

/** The days of the weeks that end with the one of `to`, so many as fit; for a question to the API. */
export function calendarRange(to: IsoDay, weekStartsOn: number): { from: IsoDay; to: IsoDay } {
  return { from: addDays(weekStart(to, weekStartsOn), 7 - CALENDAR_DAYS), to };
}

/** The weeks of a calendar, the oldest first, each of seven days. */
export function prepareWeeks(
  calendar: { from: IsoDay; to: IsoDay; days: readonly CalendarDay[] },
  { weekStartsOn, today }: { weekStartsOn: number; today: IsoDay },
): { start: IsoDay; cells: CalendarCell[] }[] {
  const byDate = new Map(calendar.days.map((day) => [day.date, day]));
  const first = weekStart(calendar.from, weekStartsOn);
  const weeks = Math.floor(daysBetween(first, calendar.to) / 7) + 1;
  return Array.from({ length: weeks }, (_, week) => {
    const start = addDays(first, week * 7);
    const cells = Array.from({ length: 7 }, (_, index): CalendarCell => {
      const date = addDays(start, index);
      const day = byDate.get(date) ?? null;
      return { date, state: date > today ? 'ahead' : stateOf(day), day };
    });
    return { start, cells };
  });
}

function stateOf(day: CalendarDay | null): DayState {
  if (day === null || !day.isWorked) return 'off';
  if (day.isQualifying) return 'qualifying';
  return day.isFinal ? 'missed' : 'open';
}
