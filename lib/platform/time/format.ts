import { formatNumber } from '../format/number';
import type { EpochSeconds, IsoDay } from './instant';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** `Sun, 8 Mar 2026`: a day of the site, the same for every reader wherever they are. */
export function formatDay(day: IsoDay): string {
  const date = dateOf(day);
  const weekday = formatWeekday(day).slice(0, 3);
  return `${weekday}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `Sunday` */
export function formatWeekday(day: IsoDay): string {
  return WEEKDAYS[dateOf(day).getUTCDay()] ?? '';
}

function dateOf(day: IsoDay): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a day written YYYY-MM-DD: ${JSON.stringify(day)}`);
  return date;
}

/** `8 Mar`, for axes and where the year is said beside it. */
export function formatShortDay(day: IsoDay): string {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** A range without saying anything twice: `2 – 8 Mar 2026`, `28 Feb – 6 Mar 2026`; one day as {@link formatDay}. */
export function formatDays(from: IsoDay, to: IsoDay): string {
  if (from === to) return formatDay(from);
  const isOfOneYear = from.slice(0, 4) === to.slice(0, 4);
  const isOfOneMonth = from.slice(0, 7) === to.slice(0, 7);
  const start = isOfOneMonth ? String(dateOf(from).getUTCDate()) : formatShortDay(from);
  return `${start}${isOfOneYear ? '' : ` ${from.slice(0, 4)}`} – ${formatShortDay(to)} ${to.slice(0, 4)}`;
}

/** `14:05`, the wall clock of the site's zone. Throws RangeError on a zone that the runtime does not know. */
export function formatClock(instant: EpochSeconds, timeZone: string): string {
  return clockText(instant, timeZone).slice(0, 5);
}

/** `14:05:09`, {@link formatClock} to the second. */
export function formatClockSeconds(instant: EpochSeconds, timeZone: string): string {
  return clockText(instant, timeZone);
}

/** `Sun, 8 Mar 2026, 14:05`, an instant on the calendar of the site's zone. */
export function formatMoment(instant: EpochSeconds, timeZone: string): string {
  const { year, month, day } = localParts(instant, timeZone);
  return `${formatDay(`${year}-${month}-${day}`)}, ${formatClock(instant, timeZone)}`;
}

function clockText(instant: EpochSeconds, timeZone: string): string {
  const { hour, minute, second } = localParts(instant, timeZone);
  return `${hour}:${minute}:${second}`;
}

/** The wall clock and calendar of a zone, each part with its leading zeros. */
function localParts(instant: EpochSeconds, timeZone: string): Record<string, string> {
  let format = zoneFormats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
    zoneFormats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(instant * 1000)).map(({ type, value }) => [type, value]));
}

/** How long ago, from seconds: `3 s`, `12 min`, `5 h`, `2 d`. Never negative: clocks differ a little. */
export function formatAge(seconds: number): string {
  const age = Math.max(0, Math.floor(seconds));
  if (age < 60) return `${age} s`;
  if (age < 3_600) return `${Math.floor(age / 60)} min`;
  if (age < 86_400) return `${Math.floor(age / 3_600)} h`;
  return `${Math.floor(age / 86_400)} d`;
}

/** A duration as hours and minutes, `7:05`, `1,762:02`. */
export function formatHours(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${formatNumber(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A duration to the second, `7:05:09`. */
export function formatDuration(seconds: number): string {
  const rest = String(Math.floor(seconds) % 60).padStart(2, '0');
  return `${formatHours(seconds)}:${rest}`;
}

/** A duration in words, exact to the second: `22 min`, `1 h 5 min`, `45 s`, `2 min 10 s`. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''];
  return parts.filter((part) => part !== '').join(' ') || '0 s';
}
