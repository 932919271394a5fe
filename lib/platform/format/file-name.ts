import type { DayRange } from '../time/business-day';

/** `cost-main-2026-11-20-to-2026-11-26.csv`: what is in it, of which site and which days. */
export function rangeFileName(what: string, siteCode: string, { from, to }: DayRange, ending: string): string {
  return `${what}-${siteCode}-${from === to ? from : `${from}-to-${to}`}.${ending}`;
}
