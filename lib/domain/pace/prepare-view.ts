import { formatNumber } from '@/lib/platform/format/number';
import { formatClock, formatDay, formatWeekday } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { Pace, PacePoint } from './schema';

/** The part of the day in which anything is, one quarter of an hour of nothing around it; none of an empty day. */
export function shownPoints(points: readonly PacePoint[]): PacePoint[] {
  const differs = (edge: number, name: 'items' | 'target' | 'lastWeek') => {
    const [before, here] = [points[edge - 1]?.[name], points[edge]?.[name]];
    return before != null && here != null && before !== here;
  };
  const busy = points.flatMap((_, edge) =>
    differs(edge, 'items') || differs(edge, 'target') || differs(edge, 'lastWeek') ? [edge] : [],
  );
  const [first, last] = [busy[0], busy.at(-1)];
  // The present is shown, also when nothing was finished for a while.
  const now = points.findLastIndex((point) => point.items !== null);
  const isRunning = points.some((point) => point.items === null);
  if (first === undefined || last === undefined) return [];
  return points.slice(Math.max(0, first - 2), Math.max(last, isRunning ? now : last) + 2);
}

/** `14:15`; the second time of a repeated hour `01:15 again`, after the end of the business day `01:15 +1 d`. */
export function labelsOf(points: readonly Pick<PacePoint, 'at'>[], endsAt: string, timeZone: string): string[] {
  const seen = new Set<string>();
  return points.map(({ at }) => {
    const clock = formatClock(fromIsoInstant(at), timeZone);
    if (at >= endsAt) return `${clock} +1 d`;
    const label = seen.has(clock) ? `${clock} again` : clock;
    seen.add(label);
    return label;
  });
}

const FULL_HOUR = /:00( |$)/;
const MOST_TICKS = 12;

/** Of the labels the full hours, all of them or every second, third and so on: those the axis is marked with. */
export function hourTicks(labels: readonly string[]): string[] {
  const hours = labels.filter((label) => FULL_HOUR.test(label));
  const step = Math.ceil(hours.length / MOST_TICKS);
  return hours.filter((_, index) => index % step === 0);
}

/** Where the day is heading, in a few words. */
export function forecastWords(
  pace: Pick<Pace, 'forecast' | 'goalItems' | 'finishedItems' | 'endsAt'>,
  timeZone: string,
): string {
  const { forecast, goalItems, finishedItems, endsAt } = pace;
  const goal = goalItems ?? 0;
  const clock = (at: string) => `${formatClock(fromIsoInstant(at), timeZone)}${at >= endsAt ? ' next day' : ''}`;
  switch (forecast.kind) {
    case 'reached':
      return `Goal reached by ${clock(forecast.at)}`;
    case 'on_course':
      return `Goal at ${clock(forecast.at)} at this pace`;
    case 'short':
      return forecast.itemsAtEnd === null
        ? 'Not today at this pace'
        : `${formatNumber(goal - forecast.itemsAtEnd)} short at this pace`;
    case 'missed':
      return `${formatNumber(goal - finishedItems)} short of the goal`;
    case 'unknown':
      return {
        no_goal: 'No daily goal is set',
        too_early: 'Forecast after an hour of finished items',
        nothing_lately: 'Nothing finished in the last hour',
      }[forecast.reason];
  }
}

/** How the forecast came about, as a sentence; null where there is none. */
export function forecastReason(pace: Pick<Pace, 'forecast' | 'targetDays' | 'date'>): string | null {
  const { forecast } = pace;
  if (forecast.kind !== 'on_course' && forecast.kind !== 'short') return null;
  const lastHour = `${formatNumber(forecast.itemsLastHour)} finished items in the last four full quarters of an hour`;
  return forecast.basis === 'usual_work'
    ? `${lastHour}, going on as people usually work: with the breaks and the end of ${daysText(pace)}.`
    : `${lastHour}, going on by the clock without a pause, because the rest of such a day is not known.`;
}

/** `60 ahead of the target line`; null where there is no line. */
export function targetWords({ targetNow, finishedItems }: Pick<Pace, 'targetNow' | 'finishedItems'>): string | null {
  if (targetNow === null) return null;
  const ahead = finishedItems - targetNow;
  if (ahead === 0) return 'On the target line';
  return ahead > 0
    ? `${formatNumber(ahead)} ahead of the target line`
    : `${formatNumber(-ahead)} behind the target line`;
}

/** What the lines of the chart are, or why one is missing. */
export function chartWords(pace: Pick<Pace, 'goalItems' | 'targetDays' | 'date' | 'lastWeek'>): string[] {
  const { goalItems, targetDays, date, lastWeek } = pace;
  const weekday = formatWeekday(date);
  const target =
    goalItems === null
      ? 'No daily goal is set, so there is no target line.'
      : targetDays === 0
        ? `No target line yet: nobody worked on the last four ${weekday}s, so how such a day goes is not known.`
        : `The target line spreads the goal of ${formatNumber(goalItems)} as work time was spread on ${daysText(pace)}: flatter when people have a break, flat when nobody works.`;
  const before =
    lastWeek.finishedItems === null
      ? [`Nobody worked the ${weekday} before, ${formatDay(lastWeek.date).slice(5)}.`]
      : [];
  return [target, ...before];
}

/** `the last 4 Tuesdays`, of those in which anybody worked. */
function daysText({ targetDays, date }: Pick<Pace, 'targetDays' | 'date'>): string {
  const weekday = formatWeekday(date);
  if (targetDays === 4) return `the last four ${weekday}s`;
  return targetDays === 1
    ? `the one of the last four ${weekday}s with work`
    : `the ${targetDays} of the last four ${weekday}s with work`;
}
