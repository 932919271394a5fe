import { Temporal } from 'temporal-polyfill';
import type { EpochSeconds, IsoDay } from './instant';

/** A stretch [start, end) of one UTC offset (seconds east of UTC) in a zone; open sides are infinite. */
export type ZoneSegment = { start: EpochSeconds; end: EpochSeconds; offset: number };

type KnownZone = { segments: ZoneSegment[]; latest: ZoneSegment };

// Asking Temporal costs tens of microseconds; scoring asks for every activity, so what was learned is kept per zone.
const knownZones = new Map<string, KnownZone>();

/**
 * The stretch of constant offset that contains `instant`.
 * Throws RangeError when `timeZone` is not an IANA zone.
 */
export function zoneSegmentAt(timeZone: string, instant: EpochSeconds): ZoneSegment {
  let zone = knownZones.get(timeZone);
  if (zone === undefined) {
    const first = findSegment(timeZone, instant);
    zone = { segments: [first], latest: first };
    knownZones.set(timeZone, zone);
  }
  if (!contains(zone.latest, instant)) {
    let segment = zone.segments.find((known) => contains(known, instant));
    if (segment === undefined) {
      segment = findSegment(timeZone, instant);
      zone.segments.push(segment);
    }
    zone.latest = segment;
  }
  return zone.latest;
}

/** Seconds east of UTC at `instant`. Throws RangeError on an unknown zone. */
export function offsetAt(timeZone: string, instant: EpochSeconds): number {
  return zoneSegmentAt(timeZone, instant).offset;
}

/**
 * The instant of a local time, `compatible` as in domain.md 2: a skipped time moves forward by the length of the gap,
 * a repeated one is its first occurrence. Throws RangeError on an unknown zone, a bad day or a second outside 0..86399.
 */
export function instantOfLocal(timeZone: string, day: IsoDay, secondOfDay: number): EpochSeconds {
  if (!Number.isInteger(secondOfDay) || secondOfDay < 0 || secondOfDay >= 86_400) {
    throw new RangeError(`Not a second of a day (0..86399): ${secondOfDay}`);
  }
  const time = new Temporal.PlainTime(
    Math.floor(secondOfDay / 3600),
    Math.floor(secondOfDay / 60) % 60,
    secondOfDay % 60,
  );
  const local = Temporal.PlainDate.from(day).toPlainDateTime(time);
  return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds / 1000;
}

/** Seconds since local midnight on the wall clock at `instant`, 0..86399. Throws RangeError on an unknown zone. */
export function localSecondOfDay(timeZone: string, instant: EpochSeconds): number {
  const local = instant + offsetAt(timeZone, instant);
  return local - Math.floor(local / 86_400) * 86_400;
}

/** Whether `timeZone` names a zone that the time functions understand. */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoneSegmentAt(timeZone, 0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function contains(segment: ZoneSegment, instant: EpochSeconds): boolean {
  return segment.start <= instant && instant < segment.end;
}

function findSegment(timeZone: string, instant: EpochSeconds): ZoneSegment {
  if (/^[+-]/.test(timeZone)) throw new RangeError(`Not an IANA time zone but a fixed offset: ${timeZone}`);
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(timeZone);
  // "previous" is strictly earlier, so it is asked one second later to include a jump at this very instant.
  const previous = zoned.add({ seconds: 1 }).getTimeZoneTransition('previous');
  const next = zoned.getTimeZoneTransition('next');
  return {
    start: previous === null ? Number.NEGATIVE_INFINITY : previous.epochMilliseconds / 1000,
    end: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds / 1000,
    offset: Math.round(zoned.offsetNanoseconds / 1e9),
  };
}

/** The names of all zones that the runtime knows, by name. */
export function knownTimeZones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}
