import type { EpochSeconds } from '@/lib/platform/time/instant';

/**
 * A zone without summer time in which it is now between `hour` and one hour later, whenever that is asked: a site in it
 * has the same time of day in every run of the tests, far from its midnight.
 */
export function zoneWithLocalHour(hour: number, now: EpochSeconds): string {
  const utcHour = Math.floor(now / 3600) % 24;
  const offset = ((((hour - utcHour + 11) % 24) + 24) % 24) - 11;
  // The names count the other way round: Etc/GMT-5 is five hours ahead.
  return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
