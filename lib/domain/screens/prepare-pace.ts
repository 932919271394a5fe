import { hourTicks, labelsOf } from '@/lib/domain/pace/prepare-view';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { ScreenFloor } from './schema';

/** A place on the board: shares of its width from the left and of its height from the bottom. */
export type Spot = { x: number; y: number };

export type PaceDrawing = {
  /** What the board reaches up to, in items. */
  top: number;
  hours: { label: string; x: number }[];
  grid: { items: number; y: number }[];
  goalY: number | null;
  target: Spot[];
  actual: Spot[];
  /** Where the day stands; the end of the line. */
  now: Spot | null;
};

/** Room above the highest line, so that nothing touches the edge. */
const HEADROOM = 1.08;
const GRID_LINES = 3;

/** Where the lines of the pace of a day run; null when the day has nothing to draw. */
export function drawPace(pace: ScreenFloor['pace'], timeZone: string): PaceDrawing | null {
  const [first, last] = [pace.points[0], pace.points.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [from, to] = [fromIsoInstant(first.at), fromIsoInstant(last.at)];
  const values = pace.points.flatMap(({ items, target }) => [items ?? 0, target ?? 0]);
  const top = Math.max(1, pace.goalItems ?? 0, pace.finishedItems, ...values) * HEADROOM;
  const spot = (at: number, items: number) => ({ x: (at - from) / (to - from), y: items / top });

  const actual = pace.points.flatMap(({ at, items }) => (items === null ? [] : [spot(fromIsoInstant(at), items)]));
  const asOf = Math.min(to, fromIsoInstant(pace.asOf));
  const hasBegun = actual.length > 0 && asOf >= from;
  const now = hasBegun ? spot(asOf, pace.finishedItems) : null;
  const labels = labelsOf(pace.points, pace.endsAt, timeZone);
  const ticks = new Set(hourTicks(labels));
  const step = roundStep(top / (GRID_LINES + 1));
  return {
    top,
    hours: pace.points.flatMap(({ at }, index) => {
      const label = labels[index] ?? '';
      // Its place says which day it is, and which of two hours of the same name.
      return ticks.has(label) ? [{ label: label.slice(0, 5), x: spot(fromIsoInstant(at), 0).x }] : [];
    }),
    grid: Array.from({ length: Math.floor(top / step) }, (_, line) => (line + 1) * step).map((items) => ({
      items,
      y: items / top,
    })),
    goalY: pace.goalItems === null ? null : pace.goalItems / top,
    target: pace.points.flatMap(({ at, target }) => (target === null ? [] : [spot(fromIsoInstant(at), target)])),
    actual: now === null ? [] : [...actual.filter(({ x }) => x < now.x), now],
    now,
  };
}

/** The next of 1, 2 and 5 times a power of ten, so that a line of the grid is a number one can keep in mind. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((one) => one * power >= least) ?? 10;
  return Math.max(1, factor * power);
}
