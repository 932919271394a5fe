import type { EpochSeconds, IsoDay } from './instant';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clockFormats = new Map<string, Intl.DateTimeFormat>();
const momentFormats = new Map<string, Intl.DateTimeFormat>();

/** `Sun, 8 Mar 2026`: a day of the site, the same for every reader wherever they are. */
export function formatDay(day: IsoDay): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a day written YYYY-MM-DD: ${JSON.stringify(day)}`);
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `Sun, 8 Mar 2026`, or `Sun, 8 Mar 2026 to Tue, 10 Mar 2026`. */
export function formatDays(from: IsoDay, to: IsoDay): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

/** `14:05`, the wall clock of the site's zone, on the server (browsers know fewer zones). */
export function formatClock(instant: EpochSeconds, timeZone: string): string {
  let format = clockFormats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clockFormats.set(timeZone, format);
  }
  return format.format(new Date(instant * 1000));
}

/** `Thu 26 Nov, 14:05`: the wall clock of the site's zone with its date. */
export function formatMoment(instant: EpochSeconds, timeZone: string): string {
  let format = momentFormats.get(timeZone);
  if (format === undefined) {
    const parts = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts, hourCycle: 'h23' });
    momentFormats.set(timeZone, format);
  }
  const part = (type: Intl.DateTimeFormatPartTypes) => told.find((one) => one.type === type)?.value ?? '';
  const told = format.formatToParts(new Date(instant * 1000));
  return `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)}, ${part('hour')}:${part('minute')}`;
}

/** How long ago, from seconds: `3 s`, `12 min`, `5 h`, `2 d`. Never negative: clocks differ a little. */
export function formatAge(seconds: number): string {
  const age = Math.max(0, Math.floor(seconds));
  if (age < 60) return `${age} s`;
  if (age < 3_600) return `${Math.floor(age / 60)} min`;
  if (age < 86_400) return `${Math.floor(age / 3_600)} h`;
  return `${Math.floor(age / 86_400)} d`;
}

/** A duration as hours and minutes, `7:05`. */
export function formatHours(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
