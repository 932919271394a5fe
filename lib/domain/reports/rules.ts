import type { SiteCalendar } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';

/** When the report of a day is made, in the time of the site (contract.md 4, daily-report). */
export const REPORT_AT = '18:30';

/** When the report of a business day is due: on its date, which every day start lies before. */
export function reportDueAt({ timeZone }: SiteCalendar, date: IsoDay): EpochSeconds {
  const [hour = 0, minute = 0] = REPORT_AT.split(':').map(Number);
  return instantOfLocal(timeZone, date, hour * 3600 + minute * 60);
}

/** The numbers of a report that tell whether its day was revised. */
export type Headline = {
  people: number;
  clockedSeconds: number;
  items: number;
  finishedItems: number;
  points: number;
};

/** Whether the day has other numbers now than when its report was made. */
export function isRevised(reported: Headline, now: Headline): boolean {
  return (['people', 'clockedSeconds', 'items', 'finishedItems', 'points'] as const).some(
    (name) => reported[name] !== now[name],
  );
}
