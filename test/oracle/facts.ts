import type { OracleInput } from '@/test/oracle/oracle';
import { Seconds } from '@/test/oracle/seconds';
import { wallDay } from '@/test/oracle/zone';

const HOUR = 3600;
/** domain.md 3: how long a break without an end counts, and how late after a period a break may start */
const BREAK_CAP = 2 * HOUR;
const BREAK_GRACE = 60;

/** A clock period with its end by domain.md 3 (never cut at `now`) and the business day it belongs to. */
export type ResolvedPeriod = {
  clockIn: number;
  clockOut: number | null;
  end: number;
  firstOfRun: number;
  day: string;
};

/**
 * A break with the end the facts give it (not cut at `now`). `home` is the day of its period, null when it is ignored;
 * `issueDay` is where its issue belongs.
 */
export type ResolvedBreak = {
  start: number;
  end: number;
  hasEnd: boolean;
  isPaid: boolean;
  home: string | null;
  isBad: boolean;
  issueDay: string;
};

/** All periods of the person by clock_in, each with end and day. */
export function resolvePeriods(input: OracleInput): ResolvedPeriod[] {
  const { settings, calendar } = input;
  const sorted = [...input.periods].sort((a, b) => a.clockIn - b.clockIn);
  const resolved: ResolvedPeriod[] = [];
  for (const [index, period] of sorted.entries()) {
    if (period.clockOut !== null && period.clockOut <= period.clockIn) {
      throw new Error(`Period ${period.id} ends before it begins; such rows are never stored.`);
    }
    const latestEnd = Math.max(...resolved.map((earlier) => earlier.end));
    const lastToEnd = resolved.filter((earlier) => earlier.end === latestEnd);
    // a period without clock_out may end exactly where a clocked-out one does: the known clock_out counts
    const previous = lastToEnd.find((earlier) => earlier.clockOut !== null) ?? lastToEnd[0];

    let firstOfRun = period.clockIn;
    let day = wallDay(calendar, period.clockIn);
    if (previous !== undefined && previous.clockOut !== null) {
      const gap = period.clockIn - previous.end;
      const isNearEnough =
        gap <= settings.chainGapHours * HOUR && period.clockIn - previous.firstOfRun < settings.chainSpanHours * HOUR;
      if (gap <= 0 || isNearEnough) {
        firstOfRun = previous.firstOfRun;
        day = previous.day;
      }
    }

    const cap = Math.max(firstOfRun + settings.maxOpenHours * HOUR, period.clockIn + settings.minOpenHours * HOUR);
    const nextClockIn = sorted[index + 1]?.clockIn ?? Number.POSITIVE_INFINITY;
    const end = period.clockOut ?? Math.min(nextClockIn, cap);
    resolved.push({ clockIn: period.clockIn, clockOut: period.clockOut, end, firstOfRun, day });
  }
  return resolved;
}

/** One frame that holds every fact of the person. */
export function frameOf(input: OracleInput, periods: ResolvedPeriod[]): { from: number; to: number } {
  const instants = [
    ...periods.flatMap((period) => [period.clockIn, period.end]),
    ...input.breaks.flatMap((pause) => [pause.start, pause.end ?? pause.start, pause.start + BREAK_CAP]),
    ...input.activities.flatMap((activity) => [activity.windowStart, activity.windowEnd]),
  ];
  return { from: Math.min(...instants), to: Math.max(...instants) };
}

/** All breaks of the person with their ends and the day they belong to. */
export function resolveBreaks(input: OracleInput, periods: ResolvedPeriod[]): ResolvedBreak[] {
  const frame = frameOf(input, periods);
  const covered = new Seconds(frame.from, frame.to);
  for (const period of periods) covered.paint(period.clockIn, period.end);

  return input.breaks.map((pause) => {
    const fact = { start: pause.start, hasEnd: pause.end !== null, isPaid: pause.isPaid };
    const issueDay = wallDay(input.calendar, pause.start);
    if (pause.end !== null && pause.end <= pause.start) {
      return { ...fact, end: pause.start, home: null, isBad: true, issueDay };
    }
    let end = pause.end;
    if (end === null) {
      end = pause.start + BREAK_CAP;
      if (covered.has(pause.start)) {
        let endOfTouching = pause.start;
        while (covered.has(endOfTouching)) endOfTouching++;
        end = Math.min(end, endOfTouching);
      }
    }
    const breakEnd = end;
    const fitting = periods.filter((period) => pause.start <= period.end + BREAK_GRACE && breakEnd >= period.clockIn);
    const latestBefore = fitting.filter((period) => period.clockIn <= pause.start).at(-1);
    const home = (latestBefore ?? fitting[0])?.day ?? null;
    return { ...fact, end, home, isBad: false, issueDay: home ?? issueDay };
  });
}

/** The day an activity belongs to: that of the period its window_start lies in, else the wall day. */
export function activityDay(input: OracleInput, periods: ResolvedPeriod[], windowStart: number): string {
  const containing = periods.filter((period) => period.clockIn <= windowStart && windowStart < period.end);
  return containing.at(-1)?.day ?? wallDay(input.calendar, windowStart);
}

/** The kinds of issue that the clock facts themselves raise on `day`. */
export function clockIssues(input: OracleInput, periods: ResolvedPeriod[], breaks: ResolvedBreak[]): Set<string> {
  const { day, now, settings } = input;
  const kinds = new Set<string>();
  for (const period of periods.filter((candidate) => candidate.day === day)) {
    if (period.clockOut === null) {
      if (now >= period.end) kinds.add('missing_clock_out');
      continue;
    }
    if (period.clockOut - period.clockIn > settings.maxOpenHours * HOUR) kinds.add('long_period');
    for (const other of periods) {
      if (other === period || other.clockOut === null) continue;
      if (other.clockIn < period.clockOut && period.clockIn < other.clockOut) kinds.add('overlap');
    }
  }
  for (const pause of breaks.filter((candidate) => candidate.issueDay === day)) {
    if (pause.isBad) kinds.add('bad_period');
    else if (pause.home === null) kinds.add('stray_break');
    else if (!pause.hasEnd && now >= pause.start + BREAK_CAP) kinds.add('missing_break_end');
  }
  return kinds;
}
