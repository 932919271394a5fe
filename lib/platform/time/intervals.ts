import type { EpochSeconds } from './instant';

/** [start, end) in whole seconds; empty when end is not after start. */
export type Interval = { start: EpochSeconds; end: EpochSeconds };

/** The union as sorted, separate, not touching, not empty intervals. O(n log n). */
export function unionOf(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.end > one.start).sort((a, b) => a.start - b.start);
  const union: Interval[] = [];
  let last: Interval | undefined;
  for (const { start, end } of sorted) {
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      last = { start, end };
      union.push(last);
    }
  }
  return union;
}

/** What of union `from` is not in union `taken`; both as {@link unionOf} gives them. O(n + m). */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let next = 0;
  for (const { start, end } of from) {
    let at = start;
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    for (let i = next; at < end; i += 1) {
      const cut = taken[i];
      if (cut === undefined || cut.start >= end) {
        rest.push({ start: at, end });
        break;
      }
      if (cut.start > at) rest.push({ start: at, end: cut.start });
      at = Math.max(at, cut.end);
    }
  }
  return rest;
}

/** Seconds in a union. */
export function lengthOf(union: readonly Interval[]): number {
  return union.reduce((sum, one) => sum + one.end - one.start, 0);
}

/** The part of a union in [start, end). */
export function clip(union: readonly Interval[], start: EpochSeconds, end: EpochSeconds): Interval[] {
  return union
    .map((one) => ({ start: Math.max(one.start, start), end: Math.min(one.end, end) }))
    .filter((one) => one.end > one.start);
}

/** The interval of a union that contains `instant`. O(log n). */
export function intervalAt(union: readonly Interval[], instant: EpochSeconds): Interval | undefined {
  const last = union[countWhile(union, (one) => one.start <= instant) - 1];
  return last !== undefined && instant < last.end ? last : undefined;
}

/** How many leading elements fulfil `test`, which must hold for a prefix of the list only. O(log n). */
export function countWhile<T>(list: readonly T[], test: (one: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list[middle];
    if (one !== undefined && test(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Time that passes only inside a union ("work time" of domain.md 4).
 * `before(t)` is the number of its seconds before `t`; the other two lead back to real time and throw RangeError outside
 * 0 <= x < total and 0 < x <= total. Each is O(log n).
 */
export type Ruler = {
  total: number;
  before(instant: EpochSeconds): number;
  /** The latest instant with `before(instant) === elapsed`. */
  latestInstantAt(elapsed: number): EpochSeconds;
  /** The earliest instant with `before(instant) === elapsed`. */
  earliestInstantAt(elapsed: number): EpochSeconds;
};

/** The {@link Ruler} of a union as {@link unionOf} gives it. */
export function rulerOf(union: readonly Interval[]): Ruler {
  let total = 0;
  const pieces = union.map(({ start, end }) => {
    const piece = { start, end, elapsed: total };
    total += end - start;
    return piece;
  });
  const instantAt = (elapsed: number, count: number): EpochSeconds => {
    const piece = pieces[count - 1];
    if (piece === undefined || elapsed > total)
      throw new RangeError(`${elapsed} s is outside the ${total} s of this time`);
    return piece.start + elapsed - piece.elapsed;
  };
  return {
    total,
    before(instant) {
      const piece = pieces[countWhile(pieces, (one) => one.start <= instant) - 1];
      return piece === undefined ? 0 : piece.elapsed + Math.min(instant, piece.end) - piece.start;
    },
    latestInstantAt(elapsed) {
      if (elapsed >= total) throw new RangeError(`${elapsed} s is outside the ${total} s of this time`);
      return instantAt(
        elapsed,
        countWhile(pieces, (one) => one.elapsed <= elapsed),
      );
    },
    earliestInstantAt(elapsed) {
      return instantAt(
        elapsed,
        countWhile(pieces, (one) => one.elapsed < elapsed),
      );
    },
  };
}
