import type { EpochSeconds } from './instant';

/** A mark of a time axis: a full local hour, or a jump of the clocks. */
export type HourMark = {
  at: EpochSeconds;
  /** Wall clock, `14:00`; of a repeated hour twice. */
  label: string;
  /** The clocks jump here. */
  isJump: boolean;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The full hours of the zone's wall clock in [from, to], and the jumps of its clocks: the starts of the hour buckets of
 * domain.md 2. Without the zone rules of the server, for browsers. Throws RangeError on an unknown zone.
 */
export function hourMarks(timeZone: string, from: EpochSeconds, to: EpochSeconds): HourMark[] {
  const marks: HourMark[] = [];
  let at = from;
  let isMark = isFullHour(from, timeZone) || isJumpAt(from, timeZone);
  while (at <= to) {
    if (isMark) marks.push({ at, label: labelOf(at, timeZone), isJump: isJumpAt(at, timeZone) });
    isMark = true;
    at = nextMark(at, timeZone);
  }
  return marks;
}

function nextMark(at: EpochSeconds, timeZone: string): EpochSeconds {
  const offset = offsetOf(at, timeZone);
  const nextHour = at + 3600 - modulo(at + offset, 3600);
  if (offsetOf(nextHour - 1, timeZone) === offset) return nextHour;
  // The clocks jump before the hour is full: find the second.
  let [before, after] = [at, nextHour - 1];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetOf(middle, timeZone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

function isFullHour(at: EpochSeconds, timeZone: string): boolean {
  return modulo(at + offsetOf(at, timeZone), 3600) === 0;
}

function isJumpAt(at: EpochSeconds, timeZone: string): boolean {
  return offsetOf(at, timeZone) !== offsetOf(at - 1, timeZone);
}

function labelOf(at: EpochSeconds, timeZone: string): string {
  const minutes = Math.floor(modulo(at + offsetOf(at, timeZone), 86_400) / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Seconds east of UTC. */
function offsetOf(at: EpochSeconds, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(new Date(at * 1000)).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - at;
}

function modulo(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}
