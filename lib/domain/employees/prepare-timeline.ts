import { type HourMark, hourMarks } from '@/lib/platform/time/hour-marks';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { clip, type Interval, unionOf } from '@/lib/platform/time/intervals';
import { activityWords, breakWords, idleWords, type PieceWords, periodWords, segmentWords } from './prepare-words';
import type { PersonDay } from './schema';

/** What a piece is drawn as. `unscored`: the person is there, but the score does not reach so far yet. */
export type PieceKind = PersonDay['segments'][number]['kind'] | 'unscored' | 'period' | 'activity' | 'allowance';

/** A stretch of a lane, in whole seconds, with what it is and why, in words. */
export type TimelinePiece = Interval &
  PieceWords & {
    /** Unique on the timeline and stable between answers. */
    id: string;
    kind: PieceKind;
    /** Whose colours it has. */
    departments: string[];
    /** It goes on now. */
    isOpen: boolean;
  };

export type TimelineLane = {
  key: string;
  label: string;
  /** Pieces that overlap lie in rows below each other; within a row none do. */
  rows: TimelinePiece[][];
};

export type Timeline = {
  /** What is drawn: from before the first fact to after the last one. */
  window: Interval;
  marks: HourMark[];
  /** The first is the day itself: every second from the first to the last fact is in exactly one of its pieces. */
  lanes: TimelineLane[];
  /** Something goes on, so the present has a place on it. */
  isOpen: boolean;
};

export type TimelineOptions = { timeZone: string; now: EpochSeconds };

const MARGIN = 180;
const QUARTER = 900;
const SHORTEST_WINDOW = 2 * 3600;
/** Activities whose type no role is known for. */
export const WITHOUT_ROLE = 'Unmapped work';

/** A person-day to scale; null without anything to draw. */
export function prepareTimeline(day: PersonDay, options: TimelineOptions): Timeline | null {
  const facts = factsOf(day, options);
  const lanes = [
    laneOf('day', 'Day', dayPieces(day, facts, options)),
    laneOf('clock', 'On the clock', facts.periods),
    laneOf('breaks', 'Breaks', facts.breaks),
    ...activityLanes(day, options),
    laneOf('idle', 'Idle', idlePieces(day, options)),
  ].filter((lane) => lane.rows.length > 0);
  const pieces = piecesOf(lanes);
  if (pieces.length === 0) return null;
  const window = windowOf(pieces);
  return {
    window,
    marks: hourMarks(options.timeZone, window.start, window.end),
    lanes,
    isOpen: pieces.some((piece) => piece.isOpen),
  };
}

/** All pieces of these lanes by start, as a list of the same. */
export function piecesOf(lanes: readonly TimelineLane[]): TimelinePiece[] {
  return lanes.flatMap((lane) => lane.rows.flat()).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The piece of a lane at an instant, or the nearest one not farther than `tolerance` seconds. */
export function pieceNear(lane: TimelineLane, row: number, at: EpochSeconds, tolerance: number): TimelinePiece | null {
  const distance = (piece: TimelinePiece) => Math.max(piece.start - at, at - piece.end, 0);
  const nearest = (lane.rows[row] ?? []).reduce<TimelinePiece | null>(
    (best, piece) => (best === null || distance(piece) < distance(best) ? piece : best),
    null,
  );
  return nearest !== null && distance(nearest) <= tolerance ? nearest : null;
}

type Facts = { periods: TimelinePiece[]; breaks: TimelinePiece[]; lastEnd: EpochSeconds };

/** Periods and breaks until now: what is open goes on, also past the moment of the score. */
function factsOf(day: PersonDay, { timeZone, now }: TimelineOptions): Facts {
  const until = (start: EpochSeconds, end: EpochSeconds) => Math.max(start, Math.min(end, now));
  const periods = day.periods.map((period): TimelinePiece => {
    const [start, end] = [fromIsoInstant(period.clockIn), fromIsoInstant(period.endsAt)];
    const isOpen = start <= now && now < end;
    return {
      id: `clock-${period.id}`,
      kind: 'period',
      start,
      end: until(start, end),
      departments: [],
      isOpen,
      ...periodWords(period, isOpen, timeZone),
    };
  });
  const breaks = day.breaks.map((pause): TimelinePiece => {
    const [start, end] = [fromIsoInstant(pause.start), fromIsoInstant(pause.endsAt)];
    const isOpen = start <= now && now < end;
    return {
      id: `break-${pause.id}`,
      kind: 'break',
      start,
      end: until(start, end),
      departments: [],
      isOpen,
      ...breakWords(pause, isOpen),
    };
  });
  const lastEnd = Math.max(Number.NEGATIVE_INFINITY, ...[...periods, ...breaks].map((piece) => piece.end));
  return { periods, breaks, lastEnd };
}

/** The segments as they are, and after them what the score does not reach yet. */
function dayPieces(day: PersonDay, facts: Facts, { now }: TimelineOptions): TimelinePiece[] {
  const pieces = day.segments.map(
    (segment, index): TimelinePiece => ({
      id: `day-${index}`,
      kind: segment.kind,
      start: fromIsoInstant(segment.start),
      end: fromIsoInstant(segment.end),
      departments: segment.departments,
      isOpen: false,
      ...segmentWords(segment, day),
    }),
  );
  const scoredUntil = pieces.at(-1)?.end ?? facts.periods[0]?.start;
  if (scoredUntil === undefined || facts.lastEnd <= scoredUntil) return pieces;
  return [
    ...pieces,
    {
      id: 'day-unscored',
      kind: 'unscored',
      start: scoredUntil,
      end: facts.lastEnd,
      departments: [],
      isOpen: facts.lastEnd === now,
      what: 'Not scored yet',
      why: 'The score reaches up to here; the next one is made by itself within minutes.',
    },
  ];
}

/** A lane per department in flow order, work of unknown types last. */
function activityLanes(day: PersonDay, { timeZone }: TimelineOptions): TimelineLane[] {
  const byDepartment = Map.groupBy(day.activities, (activity) => activity.department ?? WITHOUT_ROLE);
  return [...day.departments.map((one) => one.department), WITHOUT_ROLE].flatMap((department) => {
    const own = byDepartment.get(department);
    if (own === undefined) return [];
    const pieces = own.map(
      (activity): TimelinePiece => ({
        id: `scan-${activity.id}`,
        kind: 'activity',
        start: fromIsoInstant(activity.windowStart),
        end: fromIsoInstant(activity.windowEnd),
        departments: activity.department === null ? [] : [activity.department],
        isOpen: false,
        ...activityWords(activity, timeZone),
      }),
    );
    return laneOf(`work-${department}`, department, pieces);
  });
}

/** Each idle period and before it the allowance that ran out, both without the breaks in them. */
function idlePieces(day: PersonDay, { timeZone }: TimelineOptions): TimelinePiece[] {
  const spans = (kind: 'work' | 'idle') =>
    unionOf(
      day.segments
        .filter((segment) => segment.kind === kind)
        .map((segment) => ({ start: fromIsoInstant(segment.start), end: fromIsoInstant(segment.end) })),
    );
  const [work, idle] = [spans('work'), spans('idle')];
  return day.idle.flatMap((one, index) => {
    const { allowance, pause } = idleWords(one, timeZone);
    const [from, start, end] = [one.allowanceFrom, one.start, one.end].map(fromIsoInstant);
    if (from === undefined || start === undefined || end === undefined) return [];
    const common = { departments: one.department === null ? [] : [one.department], isOpen: false };
    return [
      ...clip(work, from, start).map((span, part) => ({
        ...span,
        ...common,
        id: `allowance-${index}-${part}`,
        kind: 'allowance' as const,
        ...allowance,
      })),
      ...clip(idle, start, end).map((span, part) => ({
        ...span,
        ...common,
        id: `idle-${index}-${part}`,
        kind: 'idle' as const,
        ...pause,
      })),
    ];
  });
}

/** Puts each piece into the first row where it overlaps none. */
function laneOf(key: string, label: string, pieces: readonly TimelinePiece[]): TimelineLane {
  const rows: TimelinePiece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const free = rows.find((row) => (row.at(-1)?.end ?? piece.start) <= piece.start);
    if (free === undefined) rows.push([piece]);
    else free.push(piece);
  }
  return { key, label, rows };
}

/** From a quarter of an hour before the first fact to one after the last, so that live days do not jump every second. */
function windowOf(pieces: readonly TimelinePiece[]): Interval {
  const first = Math.min(...pieces.map((piece) => piece.start));
  const last = Math.max(...pieces.map((piece) => piece.end));
  const start = Math.floor((first - MARGIN) / QUARTER) * QUARTER;
  const end = Math.ceil((last + MARGIN) / QUARTER) * QUARTER;
  return { start, end: Math.max(end, start + SHORTEST_WINDOW) };
}
