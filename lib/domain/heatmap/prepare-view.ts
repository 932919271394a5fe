import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { searchable } from '@/lib/platform/format/searchable';
import type { HeatmapRows, Measure, RowOrder } from './columns';
import type { Heatmap, HeatmapCell } from './schema';

export type HeatmapRow = Heatmap['rows'][number];
type Hours = Heatmap['hours'];

const MINUTES_PER_DAY = 1_440;
const MINUTES_PER_HOUR = 60;

/** The rows that the page shows and the CSV holds. Only people are searched and ordered; ties keep their names' order. */
export function viewRows(map: Heatmap, view: { measure: Measure; q: string; order: RowOrder }): HeatmapRow[] {
  if (map.by !== 'employee') return map.rows;
  const wanted = searchable(view.q.trim());
  const found = wanted === '' ? [...map.rows] : map.rows.filter((row) => searchable(row.label).includes(wanted));
  if (view.order === 'name') return found;
  const sign = view.order === 'most' ? -1 : 1;
  return found.sort((a, b) => sign * ((a.total?.[view.measure] ?? 0) - (b.total?.[view.measure] ?? 0)));
}

/** What has to be said of an hour of a day beside its wall clock: the clocks repeat it, or a night goes on after the day. */
export type HourMark = 'again' | 'next day' | null;

/**
 * The marks of the hours, and by how much the clocks jump during the day (not in a night that goes on after it), forward
 * or (negative) back, at which hour.
 */
export function markHours(hours: Hours): { marks: HourMark[]; jump: { minutes: number; at: string } | null } {
  const marks: HourMark[] = [];
  let jump: { minutes: number; at: string } | null = null;
  let wallMinutes = 0;
  for (const [index, hour] of hours.entries()) {
    const before = hours[index - 1];
    if (before === undefined || before.start === null || hour.start === null) {
      marks.push(null);
      continue;
    }
    const wall = modulo(minutesOf(hour.label) - minutesOf(before.label), MINUTES_PER_DAY);
    const elapsed = (Date.parse(hour.start) - Date.parse(before.start)) / 60_000;
    const shift = modulo(wall - elapsed + MINUTES_PER_DAY / 2, MINUTES_PER_DAY) - MINUTES_PER_DAY / 2;
    wallMinutes += elapsed + shift;
    if (shift !== 0 && wallMinutes < MINUTES_PER_DAY)
      jump = { minutes: shift, at: shift < 0 ? hour.label : clockText(minutesOf(hour.label) - shift) };
    if (shift < 0) marks.push('again');
    else marks.push(wallMinutes >= MINUTES_PER_DAY ? 'next day' : null);
  }
  return { marks, jump };
}

/** An hour as it is drawn, or a run of hours in which no one was there as one thin column. */
export type HourGroup = { kind: 'hour'; index: number; foldsTo: HourRun | null } | ({ kind: 'fold' } & HourRun);
/** Hours without presence next to each other, both indexes included. */
export type HourRun = { from: number; to: number; label: string };

/**
 * Folds every run of hours without presence, but those with an hour of the local day (0..23) in `open`: there the first
 * hour of the run says how to fold it again.
 */
export function foldHours(hours: Hours, isEmpty: (index: number) => boolean, open: readonly number[]): HourGroup[] {
  const groups: HourGroup[] = [];
  for (let index = 0; index < hours.length; index += 1) {
    if (!isEmpty(index)) {
      groups.push({ kind: 'hour', index, foldsTo: null });
      continue;
    }
    const from = index;
    while (index + 1 < hours.length && isEmpty(index + 1)) index += 1;
    const run = { from, to: index, label: runLabel(hours, from, index) };
    const isOpen = hours.slice(from, index + 1).some((hour) => open.includes(localHourOf(hour)));
    if (!isOpen) groups.push({ kind: 'fold', ...run });
    else {
      for (let one = from; one <= index; one += 1) {
        groups.push({ kind: 'hour', index: one, foldsTo: one === from ? run : null });
      }
    }
  }
  return groups;
}

/** Whether no one was there in an hour, whatever rows are chosen. */
export function isEmptyHour(map: Heatmap, index: number): boolean {
  return map.rows.every((row) => row.cells[index] == null) && map.all.cells[index] == null;
}

/** The hour of the local day, 0..23. */
export function localHourOf(hour: { label: string }): number {
  return Number(hour.label.slice(0, 2));
}

/** `06:00–07:00`, from the first to the last of some hours. */
export function runLabel(hours: Hours, from: number, to = from): string {
  const first = hours[from]?.label ?? '';
  const next = hours[to + 1];
  const last = minutesOf(hours[to]?.label ?? '');
  const end = next === undefined || minutesOf(next.label) <= last ? clockText(fullHourAfter(last)) : next.label;
  return `${first}–${end}`;
}

/** How the total of now differs from that of before; null where one of them is missing, the percentage also after 0. */
export type Change = { before: number | null; difference: number | null; percent: number | null };

/** Counted from the totals as they are shown, so that it can be checked by hand. */
export function changeOf(now: HeatmapCell | null, before: HeatmapCell | null, measure: Measure): Change {
  if (before === null) return { before: null, difference: null, percent: null };
  const was = before[measure];
  if (now === null) return { before: was, difference: null, percent: null };
  const difference = Math.round((now[measure] - was) * 100) / 100;
  return { before: was, difference, percent: was === 0 ? null : Math.round((difference / was) * 1000) / 10 };
}

/** What a cell counts; of a sum over hours or days a person counts once in each hour. */
export function unitOf(measure: Measure, isSum: boolean): string {
  return measure === 'people' && isSum ? 'person-hours' : measure;
}

/** A value as a cell shows it: means and points have a decimal, sums of whole things none. */
export function cellText(value: number | null, by: HeatmapRows, measure: Measure): string {
  return formatNumber(value, measure === 'points' || by === 'weekday' ? 1 : 0);
}

/** Everything a cell knows, as a sentence part: `50 items, 50.00 points, 1 person`. */
export function cellDetail(cell: HeatmapCell | null, by: HeatmapRows, isSum: boolean): string {
  if (cell === null) return 'no one there';
  const decimals = by === 'weekday' ? 2 : 0;
  const items = `${formatNumber(cell.items, decimals)} ${cell.items === 1 ? 'item' : 'items'}`;
  const people = formatNumber(cell.people, decimals);
  const unit = isSum ? (cell.people === 1 ? 'person-hour' : 'person-hours') : cell.people === 1 ? 'person' : 'people';
  const there = by === 'employee' && !isSum ? (cell.people === 0 ? 'not there' : 'there') : `${people} ${unit}`;
  return `${items}, ${formatNumber(cell.points, 2)} points, ${there}`;
}

/** `+1,234`, `-5.50`, `0`; "–" for null. */
export function signedText(value: number | null, decimals: number): string {
  if (value === null) return NO_NUMBER;
  return `${value > 0 ? '+' : ''}${formatNumber(value, decimals)}`;
}

function minutesOf(label: string): number {
  return Number(label.slice(0, 2)) * MINUTES_PER_HOUR + Number(label.slice(3, 5));
}

function fullHourAfter(minutes: number): number {
  return (Math.floor(minutes / MINUTES_PER_HOUR) + 1) * MINUTES_PER_HOUR;
}

function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / MINUTES_PER_HOUR))}:${two(minutes % MINUTES_PER_HOUR)}`;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
