import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { sameLocalTime } from '@/lib/domain/team/rules';
import {
  addDays,
  businessDayInterval,
  hourBucketAt,
  type InstantRange,
  type SiteCalendar,
} from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

/** The day is looked at by quarters of an hour from its start. */
export const SLOT_SECONDS = 900;
/** The pace is that of the last four full quarters. */
const PACE_SLOTS = 4;
export const PACE_SECONDS = PACE_SLOTS * SLOT_SECONDS;
/** A window lasts at most so long (domain.md 3), and may end after its day does. */
export const LONGEST_WINDOW_SECONDS = 3_600;
/** The target line follows the same weekday of as many weeks. */
export const TARGET_WEEKS = [1, 2, 3, 4] as const;

/** Finished items by the quarter, 1 the first, after the day's start in which their window ended. */
export type Slots = readonly { slot: number; items: number }[];
/** Work of all people in an hour bucket. */
export type WorkedHour = { hourStart: EpochSeconds; workSeconds: number };

/** Finished items at each edge, those whose window ended until then: one number for each of `edges` edges. */
export function cumulate(slots: Slots, edges: number): number[] {
  const inSlot = new Map(slots.map(({ slot, items }) => [slot, items]));
  let sum = 0;
  return Array.from({ length: edges }, (_, edge) => {
    sum += inSlot.get(edge) ?? 0;
    return sum;
  });
}

/** How many edges show all of `range`, and what ended in later quarters too. The first is the start itself. */
export function edgesOf(range: InstantRange, ...ends: EpochSeconds[]): number {
  return Math.ceil((Math.max(range.end, ...ends) - range.start) / SLOT_SECONDS) + 1;
}

/** What a day is held against: last week's items and usual work, both at each edge of the day. */
export type History = {
  /** Finished items of the same weekday last week by the same local time; null when nobody worked then. */
  lastWeek: number[] | null;
  lastWeekTotal: number | null;
  /**
   * Seconds that all people together had worked by the same local time on the same weekday of the last four weeks, summed
   * over the `weeks` of them in which anybody worked; null without any.
   */
  usual: number[] | null;
  weeks: number;
};

/**
 * The past of a day, at the same local time of each week: a time that was skipped moves forward, of one that was repeated
 * the first is meant, and while the day itself repeats an hour the past stands still. Within an hour bucket work is taken to
 * be even, cut to whole seconds.
 */
export function historyOf(
  calendar: SiteCalendar,
  day: IsoDay,
  past: { lastWeekSlots: Slots; work: ReadonlyMap<IsoDay, readonly WorkedHour[]> },
): History {
  const interval = businessDayInterval(calendar, day);
  const worked = TARGET_WEEKS.flatMap((week) => {
    const before = addDays(day, -7 * week);
    const hours = past.work.get(before) ?? [];
    return hours.some((hour) => hour.workSeconds > 0) ? [{ week, hours: spansOf(calendar, before, hours) }] : [];
  });
  const before = businessDayInterval(calendar, addDays(day, -7));
  const lastSlot = past.lastWeekSlots.reduce((last, { slot }) => Math.max(last, slot), 0);
  // What a shift did after the end of its business day is shown as far as it goes.
  const late = [
    ...worked.flatMap(({ week, hours }) => hours.map(({ end }) => ({ week, end }))),
    { week: 1, end: before.start + lastSlot * SLOT_SECONDS },
  ].filter(({ week, end }) => end > businessDayInterval(calendar, addDays(day, -7 * week)).end);
  const edges = edgesOf(interval, ...late.map(({ week, end }) => sameLocalTime(calendar, end, -7 * week)));

  const lastWeekTimes = earlierTimes(calendar, interval.start, edges, 1);
  const lastWeekItems = cumulate(past.lastWeekSlots, lastSlot + 1);
  const itemsAt = (at: EpochSeconds) =>
    lastWeekItems[Math.min(Math.floor((at - before.start) / SLOT_SECONDS), lastSlot)] ?? 0;
  const hasLastWeek = lastSlot > 0 || worked.some(({ week }) => week === 1);

  const usual = new Array<number>(edges).fill(0);
  for (const { week, hours } of worked) {
    const times = earlierTimes(calendar, interval.start, edges, week);
    for (const [edge, at] of times.entries()) usual[edge] = (usual[edge] ?? 0) + workUntil(hours, at);
  }
  return {
    lastWeek: hasLastWeek ? lastWeekTimes.map(itemsAt) : null,
    lastWeekTotal: hasLastWeek ? (lastWeekItems.at(-1) ?? 0) : null,
    usual: worked.length === 0 ? null : usual,
    weeks: worked.length,
  };
}

/** The instants of the edges, `weeks` weeks earlier; they never go back. */
function earlierTimes(calendar: SiteCalendar, start: EpochSeconds, edges: number, weeks: number): EpochSeconds[] {
  let latest = Number.NEGATIVE_INFINITY;
  return Array.from({ length: edges }, (_, edge) => {
    latest = Math.max(latest, sameLocalTime(calendar, start + edge * SLOT_SECONDS, 7 * weeks));
    return latest;
  });
}

type WorkSpan = InstantRange & { workSeconds: number };

/** The hour in which a business day begins is only its own from then on. */
function spansOf(calendar: SiteCalendar, day: IsoDay, hours: readonly WorkedHour[]): WorkSpan[] {
  const dayStart = businessDayInterval(calendar, day).start;
  return hours.map(({ hourStart, workSeconds }) => ({
    start: Math.max(hourStart, dayStart),
    end: hourBucketAt(calendar.timeZone, hourStart).end,
    workSeconds,
  }));
}

function workUntil(hours: readonly WorkSpan[], at: EpochSeconds): number {
  return hours.reduce((sum, { start, end, workSeconds }) => {
    if (at <= start) return sum;
    if (at >= end) return sum + workSeconds;
    return sum + Math.floor((workSeconds * (at - start)) / (end - start));
  }, 0);
}

/** The value of a line between its edges, cut to a whole number; what lies after the last one is the last one. */
export function valueAt(line: readonly number[], start: EpochSeconds, at: EpochSeconds): number {
  const passed = Math.max(0, at - start);
  const edge = Math.min(Math.floor(passed / SLOT_SECONDS), line.length - 1);
  const from = line[edge] ?? 0;
  const to = line[edge + 1] ?? from;
  return from + Math.floor(((to - from) * (passed - edge * SLOT_SECONDS)) / SLOT_SECONDS);
}

/**
 * Target at a moment: the daily goal x the share of the usual work that is done by then, half-up to an item. Flat where
 * nobody usually works, flatter where many have a break. Null without a goal or usual work.
 */
export function targetAt(goal: number | null, usualDone: number, usualTotal: number): number | null {
  return goal === null ? null : ratioForShow(goal * usualDone, usualTotal, 0);
}

/** Where the day's finished items are heading. */
export type Forecast =
  /** The goal is reached; `at` is the end of the quarter in which it was. */
  | { kind: 'reached'; at: EpochSeconds }
  /** At the pace of the last hour it is reached at `at`. */
  | { kind: 'on_course'; at: EpochSeconds; itemsLastHour: number; basis: PaceBasis; itemsAtEnd: number | null }
  /** At the pace of the last hour it is not reached today. */
  | { kind: 'short'; itemsLastHour: number; basis: PaceBasis; itemsAtEnd: number | null }
  /** The day is over without it. */
  | { kind: 'missed' }
  | { kind: 'unknown'; reason: 'no_goal' | 'too_early' | 'nothing_lately' };

/**
 * What goes on at the pace of the last hour: `usual_work`: as people work on such a weekday, breaks and end of the day
 * included; `clock`: without a pause, because it is not known how the day goes on.
 */
export type PaceBasis = 'usual_work' | 'clock';

export type ForecastInput = {
  goal: number | null;
  interval: InstantRange;
  now: EpochSeconds;
  /** All finished items of the day, also those whose window has not ended. */
  finished: number;
  /** Finished items at each edge. */
  items: readonly number[];
  /** Usual work at each edge, see {@link History}. */
  usual: readonly number[] | null;
};

/**
 * When the goal is reached, or what is reached instead. Pace = finished items of the last four full quarters of an hour,
 * per second of the work that is usual in them (so that a break neither slows it down now nor is forgotten ahead); where
 * hardly any work is usual in them (less than a tenth of the busiest hour) or none later on, per second of the clock. It is
 * told once finished items came in for a full hour.
 */
export function forecastOf(input: ForecastInput): Forecast {
  const { goal, interval, now, finished, items, usual } = input;
  if (goal === null) return { kind: 'unknown', reason: 'no_goal' };
  const isOver = now >= interval.end;
  if (finished >= goal) {
    const edge = items.findIndex((sum) => sum >= goal);
    const at = edge === -1 ? now : interval.start + edge * SLOT_SECONDS;
    return { kind: 'reached', at: Math.min(at, now) };
  }
  if (isOver) return { kind: 'missed' };

  const lastEdge = Math.floor((now - interval.start) / SLOT_SECONDS);
  const firstEdge = items.findIndex((sum) => sum > 0);
  const hourBegins = lastEdge - PACE_SLOTS;
  if (firstEdge === -1 || hourBegins < firstEdge - 1) return { kind: 'unknown', reason: 'too_early' };
  const itemsLastHour = (items[lastEdge] ?? 0) - (items[hourBegins] ?? 0);
  if (itemsLastHour <= 0) return { kind: 'unknown', reason: 'nothing_lately' };
  const missing = goal - finished;

  const usualNow = usual === null ? 0 : valueAt(usual, interval.start, now);
  const usualTotal = usual?.at(-1) ?? 0;
  const usualLastHour = usual === null ? 0 : (usual[lastEdge] ?? 0) - (usual[hourBegins] ?? 0);
  if (usual !== null && isUsualHour(usual, usualLastHour) && usualTotal > usualNow) {
    const itemsAtEnd = finished + Math.floor((itemsLastHour * (usualTotal - usualNow)) / usualLastHour);
    const common = { itemsLastHour, basis: 'usual_work', itemsAtEnd } as const;
    if (itemsAtEnd < goal) return { kind: 'short', ...common };
    const needed = usualNow + Math.ceil((missing * usualLastHour) / itemsLastHour);
    return { kind: 'on_course', at: Math.max(now, reachedAt(usual, interval.start, needed)), ...common };
  }
  const at = now + Math.ceil((missing * PACE_SECONDS) / itemsLastHour);
  const common = { itemsLastHour, basis: 'clock', itemsAtEnd: null } as const;
  return at < interval.end ? { kind: 'on_course', at, ...common } : { kind: 'short', ...common };
}

/** Whether an hour with this much usual work says enough about the others: a tenth of the busiest one. */
function isUsualHour(usual: readonly number[], work: number): boolean {
  const busiest = usual.reduce((most, sum, edge) => Math.max(most, sum - (usual[edge - PACE_SLOTS] ?? 0)), 0);
  return work > 0 && work * 10 >= busiest;
}

/** The first whole second at which a line that never falls has reached `value`, which its end does. */
function reachedAt(line: readonly number[], start: EpochSeconds, value: number): EpochSeconds {
  const edge = line.findIndex((one) => one >= value);
  const to = line[edge] ?? value;
  const from = line[edge - 1] ?? to;
  if (edge <= 0 || to === from) return start + Math.max(0, edge) * SLOT_SECONDS;
  return start + (edge - 1) * SLOT_SECONDS + Math.ceil(((value - from) * SLOT_SECONDS) / (to - from));
}
