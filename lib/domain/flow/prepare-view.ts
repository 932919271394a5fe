import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { type FlowStatus, OUTPUT_SECONDS } from './rules';
import type { FlowBody, FlowDepartment, MoveSuggestion, StoredMove } from './schema';

/** How a thing stands; drawn with colour, icon and word. */
export type Tone = 'bad' | 'warn' | 'good' | 'quiet';

const STATUS_WORDS: Record<FlowStatus, { label: string; tone: Tone }> = {
  critical: { label: 'Critical', tone: 'bad' },
  warning: { label: 'Falling behind', tone: 'warn' },
  inefficient: { label: 'Slow', tone: 'warn' },
  stopped: { label: 'Stopped', tone: 'warn' },
  flowing: { label: 'Flowing', tone: 'good' },
  complete: { label: 'Complete', tone: 'quiet' },
  idle: { label: 'Idle', tone: 'quiet' },
  not_started: { label: 'Not started', tone: 'quiet' },
};

/** The word for the status of a department and its tone. */
export function statusWord(status: FlowStatus): { label: string; tone: Tone } {
  return STATUS_WORDS[status];
}

/** What a department's status means right now, in one sentence about the process; where it can be counted, in numbers. */
export function statusText(one: FlowDepartment): string {
  if (one.cause !== null && (one.inRate === null || one.rate === 0 || one.status === 'inefficient')) return one.cause;
  switch (one.status) {
    case 'not_started':
      return 'Nothing has been scanned here today.';
    case 'complete':
      return 'Nobody is here any more; the work has moved on down the line.';
    case 'idle':
      return 'Nobody is here now.';
    default:
      if (one.inRate === null) return `Makes ${formatNumber(one.rate)} items an hour.`;
      return `Gets ${formatNumber(one.inRate)} items an hour and makes ${formatNumber(one.rate)}.`;
  }
}

/** The state of the whole line in a headline and a sentence. */
export type Verdict = { tone: Tone; title: string; text: string };

/** What a manager has to know first: the bottleneck, else what has stopped, else that it flows or why nothing does. */
export function verdictOf(flow: FlowBody): Verdict {
  const { departments, clockedIn, onBreak } = flow;
  const primary = departments.find((one) => one.department === flow.primary);
  if (primary !== undefined) {
    const tone = primary.severity === 'critical' ? 'bad' : 'warn';
    return { tone, title: `${primary.department} is the bottleneck`, text: primary.cause ?? statusText(primary) };
  }
  const stopped = departments.filter((one) => one.status === 'stopped');
  if (stopped.length > 0) {
    const text = stopped.map((one) => statusText(one)).join(' ');
    return { tone: 'warn', title: `${namesOf(stopped)} ${stopped.length === 1 ? 'has' : 'have'} stopped`, text };
  }
  const working = departments.filter((one) => one.workers > 0);
  if (working.length > 0) {
    const complete = departments.filter((one) => one.status === 'complete');
    const done = complete.length === 0 ? '' : ` ${namesOf(complete)} ${complete.length === 1 ? 'is' : 'are'} complete.`;
    const text = `${namesOf(working)} ${working.length === 1 ? 'keeps' : 'keep'} up with the work.${done}`;
    return { tone: 'good', title: 'The line flows', text };
  }
  const hasWork = departments.some((one) => one.itemsToday > 0);
  if (clockedIn > 0) {
    const people = `${formatNumber(clockedIn)} ${clockedIn === 1 ? 'person is' : 'people are'}`;
    const paused = onBreak === 0 ? '' : `, ${formatNumber(onBreak)} of them on a break`;
    const title = hasWork ? 'The line is idle' : 'Work has not started yet';
    const text = `${people} clocked in${paused}; ${hasWork ? 'nobody has scanned in the last hour' : 'nothing has been scanned today'}.`;
    return { tone: 'quiet', title, text };
  }
  const latest = Math.min(...departments.map((one) => one.minutesSinceLastScan ?? Number.POSITIVE_INFINITY));
  const text = hasWork
    ? `Work is over or paused${Number.isFinite(latest) ? `: the last scan was ${agoText(latest)}` : ''}. The line comes alive with the next clock-in or scan.`
    : 'The line comes alive with the first clock-in or scan of the day.';
  return { tone: 'quiet', title: 'Nobody is clocked in', text };
}

function namesOf(departments: readonly FlowDepartment[]): string {
  const names = departments.map((one) => one.department);
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `12 min`, `1 h 5 min` */
export function minutesText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** How long ago something was. */
export function agoText(minutes: number): string {
  return minutes === 0 ? 'just now' : `${minutesText(minutes)} ago`;
}

/** From now until the queue reaches its limit: `now`, `45 min`, `1 h 17 min`, `more than a day`. */
export function forecastText(hours: number): string {
  if (hours === 0) return 'now';
  if (hours > 24) return 'more than a day';
  return minutesText(Math.max(1, Math.round(hours * 60)));
}

/** {@link forecastText} with its preposition. */
export function inText(hours: number): string {
  return hours === 0 ? 'now' : `in ${forecastText(hours)}`;
}

/** What a suggested move should bring, said with the growth of now. */
export function expectedText(suggestion: MoveSuggestion, growthNow: number | null, queueLimit: number): string {
  const { growth, forecast } = suggestion.expected;
  if (growth === null || growthNow === null) return 'Effect not known in advance.';
  const change = `Growth from ${signed(growthNow)} to ${signed(Math.round(growth))} an hour`;
  if (growth <= 0) return `${change}: the queue stops growing.`;
  return forecast === null ? `${change}.` : `${change}: ${formatNumber(queueLimit)} waiting ${inText(forecast.hours)}.`;
}

/** The move that answers a suggestion already and waits to be measured. */
export function pendingMove(moves: readonly StoredMove[], suggestion: MoveSuggestion): StoredMove | undefined {
  return moves.find(
    (one) => one.employeeId === suggestion.employeeId && one.to === suggestion.to && one.measuredAt === null,
  );
}

/** When the effect of a move is measured. */
export function measuredFrom(move: StoredMove): EpochSeconds {
  return fromIsoInstant(move.movedAt) + OUTPUT_SECONDS;
}

/** What a measured move brought, one sentence part each; nothing while it is not measured. */
export function effectParts(move: StoredMove): string[] {
  const { effect } = move;
  if (effect === null) return [];
  const parts = [`${move.to} ${formatNumber(effect.rateBefore)} → ${formatNumber(effect.rateAfter)} items an hour`];
  if (effect.growthBefore !== null || effect.growthAfter !== null) {
    parts.push(`growth ${signed(effect.growthBefore)} → ${signed(effect.growthAfter)}`);
  }
  if (move.from !== null) {
    parts.push(`${move.from} ${formatNumber(effect.fromRateBefore)} → ${formatNumber(effect.fromRateAfter)}`);
  }
  parts.push(`${move.name} ${formatNumber(effect.personRate)} items an hour`);
  return parts;
}

/** `+100`, `−10`, `0`; "–" for null. */
export function signed(value: number | null): string {
  if (value === null) return NO_NUMBER;
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatNumber(Math.abs(value))}`;
}
