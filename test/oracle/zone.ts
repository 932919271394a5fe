import { Temporal } from 'temporal-polyfill';

/** Business days and hour buckets, as slow and plain as domain.md 2 states them. Instants are epoch seconds. */

export type OracleCalendar = { timeZone: string; dayStart: string };

const edges = new Map<string, number>();

/** First second of business day `day`: local `day` at day_start, resolved as Temporal's `compatible`. */
export function dayEdge(calendar: OracleCalendar, day: string): number {
  const key = `${calendar.timeZone} ${calendar.dayStart} ${day}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const local = Temporal.PlainDateTime.from(`${day}T${calendar.dayStart}`);
  const edge = local.toZonedDateTime(calendar.timeZone, { disambiguation: 'compatible' }).epochMilliseconds / 1000;
  edges.set(key, edge);
  return edge;
}

/** The date `days` calendar days after `day`. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The business day whose interval contains `t`. */
export function wallDay(calendar: OracleCalendar, t: number): string {
  const utcDate = Temporal.Instant.fromEpochMilliseconds(t * 1000)
    .toString()
    .slice(0, 10);
  for (const shift of [-2, -1, 0, 1, 2]) {
    const day = addDays(utcDate, shift);
    if (dayEdge(calendar, day) <= t && t < dayEdge(calendar, addDays(day, 1))) return day;
  }
  throw new Error(`No business day contains ${t} in ${calendar.timeZone}; check the zone and day_start.`);
}

function zoned(timeZone: string, t: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(t * 1000).toZonedDateTimeISO(timeZone);
}

/** The later of the last local minute 0 and the last jump of the clocks. */
function findBucketStart(timeZone: string, t: number): number {
  const local = zoned(timeZone, t);
  const minuteZero = t - local.minute * 60 - local.second;
  // 'previous' is strictly before, and a jump at `t` itself starts the bucket
  const jump = zoned(timeZone, t + 1).getTimeZoneTransition('previous');
  return jump === null ? minuteZero : Math.max(minuteZero, jump.epochMilliseconds / 1000);
}

const quarterHourBuckets = new Map<string, Map<number, number>>();

/** Start of the hour bucket of `t`. Every zone in use changes offset on quarter hours, so one answer per quarter is kept. */
export function bucketStart(timeZone: string, t: number): number {
  const quarter = Math.floor(t / 900) * 900;
  let known = quarterHourBuckets.get(timeZone);
  if (known === undefined) {
    known = new Map();
    quarterHourBuckets.set(timeZone, known);
  }
  const start = known.get(quarter) ?? findBucketStart(timeZone, quarter);
  known.set(quarter, start);
  return start;
}
