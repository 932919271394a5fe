import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type TrendSparkProps = {
  days: readonly IsoDay[];
  /** One a day; null: no row on that day, which is a gap and not 0. */
  points: readonly (number | null)[];
};

const HEIGHT = 24;
const BAR = 4;
const STEP = 5;
/** So that a day with next to nothing is not taken for a gap. */
const MIN_BAR = 1.5;

/** Points of the last days as bars, the last one in the accent; each person's bars are of their own best day. */
export function TrendSpark({ days, points }: TrendSparkProps) {
  const worked = points.filter((one) => one !== null);
  if (worked.length === 0) return <span className="text-ink-muted">{NO_NUMBER}</span>;
  const most = Math.max(...worked);
  const last = points.length - 1;
  const width = points.length * STEP - 1;
  const text = textOf(days, points, worked);
  return (
    <svg role="img" aria-label={text} viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT}>
      <title>{text}</title>
      <path d={barsOf(points.slice(0, last), 0, most)} className="fill-ink-muted/55" />
      <path d={barsOf(points.slice(last), last, most)} className="fill-accent" />
    </svg>
  );
}

/** All bars in one path: a long board has many of them. */
function barsOf(points: readonly (number | null)[], offset: number, most: number): string {
  return points
    .map((one, index) => {
      if (one === null) return '';
      const height = Math.max(MIN_BAR, most > 0 ? (one / most) * HEIGHT : 0);
      return `M${(offset + index) * STEP} ${(HEIGHT - height).toFixed(1)}h${BAR}V${HEIGHT}h-${BAR}z`;
    })
    .join('');
}

function textOf(days: readonly IsoDay[], points: readonly (number | null)[], worked: readonly number[]): string {
  const [first, last] = [days[0], days.at(-1)];
  const span = first === undefined || last === undefined ? '' : `${formatDay(first)} to ${formatDay(last)}: `;
  const best = Math.max(...worked);
  const bestDay = days[points.indexOf(best)];
  return `${span}${worked.length} of ${days.length} days with work, best ${formatNumber(best)} points${
    bestDay === undefined ? '' : ` on ${formatDay(bestDay)}`
  }`;
}
