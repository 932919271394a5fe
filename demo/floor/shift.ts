import { addDays } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { instantOfLocal } from '@/lib/platform/time/zone';
import type { Crew, DemoPerson } from './people';
import type { Random } from './random';

export type BreakKind = 'rest' | 'meal';

/** A person's time on one day, as it happens. */
export type Shift = {
  clockIn: EpochSeconds;
  clockOut: EpochSeconds;
  /** By start, inside the shift, apart from each other. */
  breaks: { kind: BreakKind; start: EpochSeconds; end: EpochSeconds }[];
};

type Span = { from: number; to: number };

const HOUR = 3600;
const MINUTE = 60;
const SECONDS_PER_DAY = 24 * HOUR;

/** Local seconds since midnight of the crew's date; together they cover the clock round. */
const CREW_HOURS: Record<Crew, Span> = {
  early: { from: 5.75 * HOUR, to: 14.25 * HOUR },
  day: { from: 9 * HOUR, to: 17.5 * HOUR },
  late: { from: 14 * HOUR, to: 22.5 * HOUR },
  night: { from: 22 * HOUR, to: 30.5 * HOUR },
};

/** Paid rest, unpaid meal, paid rest: seconds after clock-in and length. */
const BREAKS: { kind: BreakKind; after: Span; lasts: Span }[] = [
  { kind: 'rest', after: { from: 85 * MINUTE, to: 150 * MINUTE }, lasts: { from: 12 * MINUTE, to: 16 * MINUTE } },
  { kind: 'meal', after: { from: 200 * MINUTE, to: 290 * MINUTE }, lasts: { from: 28 * MINUTE, to: 34 * MINUTE } },
  { kind: 'rest', after: { from: 345 * MINUTE, to: 420 * MINUTE }, lasts: { from: 11 * MINUTE, to: 15 * MINUTE } },
];

/** The shift of a crew's member that begins on `date`: a few minutes early or late, breaks not all at once. */
export function planShift(person: Pick<DemoPerson, 'crew'>, timeZone: string, date: IsoDay, random: Random): Shift {
  const hours = CREW_HOURS[person.crew];
  const clockIn = localInstant(timeZone, date, hours.from) + random.whole(-9 * MINUTE, 4 * MINUTE);
  const clockOut = localInstant(timeZone, date, hours.to) + random.whole(-3 * MINUTE, 7 * MINUTE);
  const breaks = BREAKS.map(({ kind, after, lasts }) => {
    const start = clockIn + random.whole(after.from, after.to);
    return { kind, start, end: start + random.whole(lasts.from, lasts.to) };
  });
  return { clockIn, clockOut, breaks };
}

/** Where the person can work: between the breaks, after getting to the station and before cleaning it up. */
export function workSpans(shift: Shift, random: Random): { start: EpochSeconds; end: EpochSeconds }[] {
  const starts = [
    shift.clockIn + random.whole(3 * MINUTE, 9 * MINUTE),
    ...shift.breaks.map(({ end }) => end + random.whole(40, 200)),
  ];
  const ends = [
    ...shift.breaks.map(({ start }) => start - random.whole(15, 120)),
    shift.clockOut - random.whole(3 * MINUTE, 10 * MINUTE),
  ];
  return starts.flatMap((start, index) => {
    const end = ends[index];
    return end !== undefined && end > start ? [{ start, end }] : [];
  });
}

/** `secondOfDay` counts on past midnight. */
export function localInstant(timeZone: string, date: IsoDay, secondOfDay: number): EpochSeconds {
  const days = Math.floor(secondOfDay / SECONDS_PER_DAY);
  return instantOfLocal(timeZone, addDays(date, days), secondOfDay - days * SECONDS_PER_DAY);
}
