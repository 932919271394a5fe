import type { EpochSeconds, IsoDay } from './instant';
import type { Interval } from './intervals';
import { instantOfLocal, offsetAt, zoneSegmentAt } from './zone';

/** What decides the days of a site: an IANA zone and the local time a business day begins, `HH:MM` from 00:00 to 12:00. */
export type SiteCalendar = { timeZone: string; dayStart: string };

/** [start, end) */
export type InstantRange = Interval;

/** A range of days, both included. */
export type DayRange = { from: IsoDay; to: IsoDay };

type DayEdge = { day: IsoDay; start: EpochSeconds };
type KnownCalendar = { timeZone: string; dayStartSeconds: number; edges: Map<number, DayEdge> };

const SECONDS_PER_DAY = 86_400;
const MAX_KNOWN_EDGES = 20_000;
const knownCalendars = new Map<string, KnownCalendar>();

/**
 * [local `day` at day start, the next local day at day start) in UTC: 23, 24 or 25 hours (domain.md 2).
 * Throws RangeError on a bad day, zone or day start.
 */
export function businessDayInterval(calendar: SiteCalendar, day: IsoDay): InstantRange {
  const known = knownCalendar(calendar);
  const number = dayNumberOf(day);
  return { start: edgeOf(known, number).start, end: edgeOf(known, number + 1).start };
}

/** `wallDay(t)` of domain.md 2: the business day whose interval contains `instant`. Throws RangeError on a bad zone or day start. */
export function businessDayOf(calendar: SiteCalendar, instant: EpochSeconds): IsoDay {
  const known = knownCalendar(calendar);
  let number = Math.floor((instant + offsetAt(known.timeZone, instant) - known.dayStartSeconds) / SECONDS_PER_DAY);
  // Around a jump of the clocks the local date is only a first guess.
  while (instant < edgeOf(known, number).start) number -= 1;
  while (instant >= edgeOf(known, number + 1).start) number += 1;
  return edgeOf(known, number).day;
}

/** The hour bucket of `instant` (domain.md 2): from the later of the last local minute 0 and the last jump of the clocks. */
export function hourBucketAt(timeZone: string, instant: EpochSeconds): InstantRange {
  const segment = zoneSegmentAt(timeZone, instant);
  const local = instant + segment.offset;
  const lastMinuteZero = instant - (local - Math.floor(local / 3600) * 3600);
  return { start: Math.max(lastMinuteZero, segment.start), end: Math.min(lastMinuteZero + 3600, segment.end) };
}

/** Start of {@link hourBucketAt}. */
export function hourBucketStart(timeZone: string, instant: EpochSeconds): EpochSeconds {
  return hourBucketAt(timeZone, instant).start;
}

/** All hour buckets that [from, to) touches, ascending, with their own uncut edges; none when the range is empty. */
export function hourBuckets(timeZone: string, from: EpochSeconds, to: EpochSeconds): InstantRange[] {
  const buckets: InstantRange[] = [];
  let instant = from;
  while (instant < to) {
    const bucket = hourBucketAt(timeZone, instant);
    buckets.push(bucket);
    instant = bucket.end;
  }
  return buckets;
}

/** The day `count` days later (earlier when negative). Throws RangeError on a bad day. */
export function addDays(day: IsoDay, count: number): IsoDay {
  return isoDayOf(dayNumberOf(day) + count);
}

/** Days from `from` to `to`, negative when `to` is earlier. Throws RangeError on a bad day. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** Every day from `from` to `to`, both included; none when `to` is earlier. Throws RangeError on a bad day. */
export function daysFromTo(from: IsoDay, to: IsoDay): IsoDay[] {
  const first = dayNumberOf(from);
  return Array.from({ length: Math.max(0, dayNumberOf(to) - first + 1) }, (_, index) => isoDayOf(first + index));
}

/** 1 = Monday .. 7 = Sunday, of the day's date (domain.md 2). Throws RangeError on a bad day. */
export function weekdayOf(day: IsoDay): number {
  const sinceThursday = dayNumberOf(day); // day 0, 1970-01-01, was a Thursday
  return ((((sinceThursday + 3) % 7) + 7) % 7) + 1;
}

/** The first day of the week that contains `day`; `weekStartsOn` is 1 (Monday) .. 7 (Sunday). Throws RangeError on bad input. */
export function weekStart(day: IsoDay, weekStartsOn: number): IsoDay {
  if (!Number.isInteger(weekStartsOn) || weekStartsOn < 1 || weekStartsOn > 7) {
    throw new RangeError(`Not a weekday (1 = Monday .. 7 = Sunday): ${weekStartsOn}`);
  }
  return addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7));
}

/** The first day of the month that contains `day`. Throws RangeError on a bad day. */
export function monthStart(day: IsoDay): IsoDay {
  return isoDayOf(dayNumberOf(`${day.slice(0, 7)}-01`));
}

/** The first day of the month after the one that contains `day`. Throws RangeError on a bad day. */
export function nextMonthStart(day: IsoDay): IsoDay {
  return monthStart(addDays(monthStart(day), 31));
}

/** Whether `text` is an existing date written `YYYY-MM-DD`. */
export function isIsoDay(text: string): text is IsoDay {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}

function dayNumberOf(day: IsoDay): number {
  if (!isIsoDay(day)) throw new RangeError(`Not a day written YYYY-MM-DD: ${JSON.stringify(day)}`);
  return Date.parse(`${day}T00:00:00Z`) / (SECONDS_PER_DAY * 1000);
}

function isoDayOf(number: number): IsoDay {
  return new Date(number * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}

function edgeOf({ timeZone, dayStartSeconds, edges }: KnownCalendar, number: number): DayEdge {
  let edge = edges.get(number);
  if (edge === undefined) {
    const day = isoDayOf(number);
    edge = { day, start: instantOfLocal(timeZone, day, dayStartSeconds) };
    if (edges.size >= MAX_KNOWN_EDGES) edges.clear();
    edges.set(number, edge);
  }
  return edge;
}

function knownCalendar(calendar: SiteCalendar): KnownCalendar {
  const key = `${calendar.timeZone} ${calendar.dayStart}`;
  let known = knownCalendars.get(key);
  if (known === undefined) {
    known = { timeZone: calendar.timeZone, dayStartSeconds: secondsOfDayStart(calendar.dayStart), edges: new Map() };
    knownCalendars.set(key, known);
  }
  return known;
}

function secondsOfDayStart(dayStart: string): number {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(dayStart) ?? [];
  const seconds = Number(hour) * 3600 + Number(minute) * 60;
  if (Number.isNaN(seconds) || seconds > 12 * 3600) {
    throw new RangeError(`A day starts at HH:MM from 00:00 to 12:00, not at ${JSON.stringify(dayStart)}`);
  }
  return seconds;
}
