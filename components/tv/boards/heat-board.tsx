import type { CSSProperties } from 'react';
import { departmentColour } from '@/components/departments/department-colours';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

const LEVELS = 5;
/** Tv units that all hours share: in a row side by side, on a screen that stands upright one below the other. */
const HOURS_WIDE = 78;
const HOURS_HIGH = 78;
const MAX_TEXT_UNITS = 2.6;

/** Items per hour and department of today, from the first hour with anybody to the last. */
export function HeatBoard({ floor }: { floor: ScreenFloor }) {
  const { hours, rows } = floor.heat;
  const isUsed = hours.map((_, hour) => rows.some(({ items }) => (items[hour] ?? null) !== null));
  const from = isUsed.indexOf(true);
  const to = isUsed.lastIndexOf(true);
  if (from === -1) return <Nothing title="No hour to show yet">The strip fills as the day goes on.</Nothing>;
  // Where the clocks repeat an hour its name comes twice.
  const shownHours = hours.slice(from, to + 1).map((label, index) => ({ label, index: from + index }));
  const hourTracks = `repeat(${shownHours.length}, minmax(0, 1fr))`;
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--wide-columns': `19% ${hourTracks}`,
    '--wide-rows': `auto repeat(${rows.length}, minmax(0, 1fr))`,
    '--high-columns': `calc(var(--tv-unit) * 5) repeat(${rows.length}, minmax(0, 1fr))`,
    '--high-rows': `auto ${hourTracks}`,
    '--wide-text': textSize((HOURS_WIDE / shownHours.length) * 0.4),
    '--high-text': textSize((HOURS_HIGH / shownHours.length) * 0.6),
  };
  return (
    <div
      className="grid h-full gap-tv-xs rounded-tv bg-tv-surface p-tv-m landscape:grid-cols-(--wide-columns) landscape:grid-rows-(--wide-rows) landscape:text-(length:--wide-text) portrait:grid-flow-col portrait:grid-cols-(--high-columns) portrait:grid-rows-(--high-rows) portrait:text-(length:--high-text)"
      style={style}
    >
      <span className="self-center text-tv-s text-tv-muted">
        <span className="portrait:hidden">Items per hour</span>
      </span>
      {shownHours.map(({ label, index }) => (
        <span key={index} className="self-center text-center text-tv-s text-tv-muted tabular-nums">
          {label.slice(0, 2)}
        </span>
      ))}
      {rows.map(({ department, colour, items }) => {
        const top = Math.max(1, ...items.map((one) => one ?? 0));
        return [
          <RowName key={department} name={department} />,
          ...shownHours.map(({ index }) => (
            <Cell key={`${department}/${index}`} colour={colour} value={items[index] ?? null} top={top} />
          )),
        ];
      })}
    </div>
  );
}

/** Above a narrow column each word has a line of its own. */
function RowName({ name }: { name: string }) {
  return (
    <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] self-center">
      <FitText className="text-tv-l font-medium portrait:hidden">{name}</FitText>
      {name.split(' ').map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word has nothing else that tells it from the others
        <FitText key={index} className="text-center text-tv-s leading-tight font-medium landscape:hidden">
          {word}
        </FitText>
      ))}
    </span>
  );
}

function Cell({ colour, value, top }: { colour: number; value: number | null; top: number }) {
  if (value === null) return <span className="grid place-items-center text-tv-muted">·</span>;
  const percent = 14 + Math.ceil((value / top) * LEVELS) * 10;
  return (
    <span
      className="grid place-items-center overflow-hidden rounded-[0.3em] font-medium tabular-nums"
      style={{ background: `color-mix(in oklab, ${departmentColour(colour)} ${percent}%, var(--tv-canvas))` }}
    >
      {formatNumber(value)}
    </span>
  );
}

function textSize(units: number): string {
  return `calc(var(--tv-unit) * ${Math.min(MAX_TEXT_UNITS, units).toFixed(2)})`;
}
