import { formatNumber } from '../format/number';
import type { EpochSeconds, IsoDay } from './instant';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clockFormats = new Map<string, Intl.DateTimeFormat>();

/** `Sun, 8 Mar 2026`: a day of the site, the same for every reader wherever they are. */
export function formatDay(day: IsoDay): string {
  const { weekday, date, month, year } = partsOf(day);
  return `${weekday}, ${date} ${month} ${year}`;
}

/** `8 Mar`, for axes and where the year is said beside it. */
export function formatShortDay(day: IsoDay): string {
  const { date, month } = partsOf(day);
  return `${date} ${month}`;
}

/** `2 – 8 Mar 2026`, `28 Feb – 6 Mar 2026`, `Sun, 8 Mar 2026` for one day. */
export function formatRange({ from, to }: { from: IsoDay; to: IsoDay }): string {
  if (from === to) return formatDay(from);
  const [first, last] = [partsOf(from), partsOf(to)];
  const isOfOneYear = first.year === last.year;
  const start = isOfOneYear && first.month === last.month ? String(first.date) : `${first.date} ${first.month}`;
  return `${start}${isOfOneYear ? '' : ` ${first.year}`} – ${last.date} ${last.month} ${last.year}`;
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

function partsOf(day: IsoDay) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a day written YYYY-MM-DD: ${JSON.stringify(day)}`);
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    date: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
  };
}
