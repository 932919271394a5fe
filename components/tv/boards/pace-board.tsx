import { cn } from '@/components/ui/class-names';
import { forecastWords, targetWords } from '@/lib/domain/pace/prepare-view';
import { drawPace, type PaceDrawing, type Spot } from '@/lib/domain/screens/prepare-pace';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

type Pace = ScreenFloor['pace'];

/** Finished items of the day on their way to the goal, beside the target line, which is flat while people have a break. */
export function PaceBoard({ floor, timeZone }: { floor: ScreenFloor; timeZone: string }) {
  const { pace } = floor;
  const drawing = drawPace(pace, timeZone);
  if (drawing === null) return <Nothing title="No finished items yet">The line begins with the first one.</Nothing>;
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] gap-tv-m">
      <Figures pace={pace} timeZone={timeZone} />
      <section className="grid min-h-0 rounded-tv bg-tv-surface py-tv-m pr-tv-l pl-tv-m">
        <Lines drawing={drawing} goalItems={pace.goalItems} />
      </section>
    </div>
  );
}

function Figures({ pace, timeZone }: { pace: Pace; timeZone: string }) {
  const { finishedItems, goalItems, targetNow } = pace;
  const beside = targetWords(pace);
  const isAhead = targetNow !== null && finishedItems >= targetNow;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-tv-s rounded-tv bg-tv-surface px-tv-l py-tv-m">
      <div className="flex items-end justify-between gap-x-tv-l gap-y-tv-xs portrait:flex-col portrait:items-start">
        <p className="flex min-w-0 items-baseline gap-[0.4em] text-tv-l whitespace-nowrap portrait:w-full">
          <span className="text-tv-huge leading-none font-bold tabular-nums" data-testid="pace-finished">
            {formatNumber(finishedItems)}
          </span>
          <FitText className="text-tv-muted">
            {goalItems === null ? 'finished items' : `of ${formatNumber(goalItems)} finished items`}
          </FitText>
        </p>
        <div className="grid min-w-0 flex-1 text-right portrait:w-full portrait:text-left">
          {beside !== null && (
            <FitText className={cn('text-tv-xl font-semibold', isAhead ? 'text-tv-good' : 'text-tv-ink')}>
              {beside}
            </FitText>
          )}
          <FitText className="text-tv-l text-tv-muted">{forecastWords(pace, timeZone)}</FitText>
        </div>
      </div>
      {goalItems !== null && goalItems > 0 && (
        <span className="block h-[0.55em] overflow-hidden rounded-full bg-tv-line text-tv-m" aria-hidden>
          <span
            className="block h-full w-full rounded-full bg-tv-line-actual transition-transform duration-1000 ease-out"
            style={{ transform: `translateX(${(Math.min(1, finishedItems / goalItems) - 1) * 100}%)` }}
          />
        </span>
      )}
    </section>
  );
}

/** The lines fill their place whatever its shape; words stand beside the picture, so that they are never stretched. */
function Lines({ drawing, goalItems }: { drawing: PaceDrawing; goalItems: number | null }) {
  const { hours, grid, goalY, target, actual, now } = drawing;
  return (
    <div
      role="img"
      aria-label="Finished items over the day beside the target line"
      className="grid min-h-0 grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] gap-x-tv-s gap-y-tv-xs text-tv-s text-tv-muted tabular-nums"
    >
      <div className="relative w-[4em]">
        {grid
          .filter(({ y }) => goalY === null || Math.abs(y - goalY) > 0.07)
          .map(({ items, y }) => (
            <AxisLabel key={items} y={y}>
              {formatNumber(items)}
            </AxisLabel>
          ))}
        {goalY !== null && (
          <AxisLabel y={goalY} isStrong>
            {formatNumber(goalItems ?? 0)}
          </AxisLabel>
        )}
      </div>
      <div className="relative min-h-0">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" className="absolute inset-0 size-full" aria-hidden>
          {grid.map(({ items, y }) => (
            <line
              key={items}
              x1="0"
              x2="1"
              y1={1 - y}
              y2={1 - y}
              className="stroke-tv-line [stroke-width:1px]"
              {...FIXED}
            />
          ))}
          <line x1="0" x2="1" y1="1" y2="1" className="stroke-tv-line [stroke-width:2px]" {...FIXED} />
          {goalY !== null && (
            <line
              x1="0"
              x2="1"
              y1={1 - goalY}
              y2={1 - goalY}
              className="stroke-tv-good [stroke-width:calc(var(--tv-unit)*0.16)]"
              {...FIXED}
            />
          )}
          <path d={`${pathOf(actual)}${areaEnd(actual)}`} className="fill-tv-line-actual opacity-20" />
          <path
            d={pathOf(target)}
            className="fill-none stroke-tv-ink [stroke-dasharray:calc(var(--tv-unit)*0.5)_calc(var(--tv-unit)*0.5)] [stroke-linejoin:round] [stroke-width:calc(var(--tv-unit)*0.22)]"
            {...FIXED}
          />
          <path
            d={pathOf(actual)}
            className="fill-none stroke-tv-line-actual [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:calc(var(--tv-unit)*0.45)]"
            {...FIXED}
          />
        </svg>
        {now !== null && (
          <span
            className="absolute size-[1.1em] -translate-x-1/2 translate-y-1/2 rounded-full border-[0.2em] border-tv-surface bg-tv-line-actual"
            style={{ left: percent(now.x), bottom: percent(now.y) }}
          />
        )}
        {goalY !== null && (
          <span
            className="absolute left-0 translate-y-full rounded-full px-[0.5em] pt-[0.2em] text-tv-good"
            style={{ bottom: percent(goalY) }}
          >
            goal
          </span>
        )}
        {target.length > 0 && <TargetName target={target} />}
      </div>
      <div className="relative col-start-2 h-[1.5em]">
        {hours.map(({ label, x }) => (
          <span
            key={x}
            className="absolute -translate-x-1/2 whitespace-nowrap portrait:nth-[even]:hidden"
            style={{ left: percent(x) }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

const FIXED = { vectorEffect: 'non-scaling-stroke' } as const;

function AxisLabel({ y, isStrong = false, children }: { y: number; isStrong?: boolean; children: string }) {
  return (
    <span
      className={cn('absolute right-0 translate-y-1/2', isStrong && 'font-semibold text-tv-good')}
      style={{ bottom: percent(y) }}
    >
      {children}
    </span>
  );
}

/** The name stands under the line where it is half way up: there nothing else is. */
function TargetName({ target }: { target: readonly Spot[] }) {
  const top = target.at(-1)?.y ?? 0;
  const middle = target.find(({ y }) => y >= top * 0.55) ?? { x: 0.5, y: 0.5 };
  return (
    <span
      className="absolute translate-y-full pt-[0.3em] pl-[0.8em] text-tv-ink"
      style={{ left: percent(middle.x), bottom: percent(middle.y) }}
    >
      target
    </span>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function pathOf(spots: readonly Spot[]): string {
  return spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(4)} ${(1 - y).toFixed(4)}`).join('');
}

/** Down to the ground and closed. */
function areaEnd(spots: readonly Spot[]): string {
  const [first, last] = [spots[0], spots.at(-1)];
  return first === undefined || last === undefined ? '' : `L${last.x.toFixed(4)} 1L${first.x.toFixed(4)} 1Z`;
}
