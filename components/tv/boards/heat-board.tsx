import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

const LEVELS = 5;

/** Items per hour and department of today, from the first hour with anybody to the last. */
export function HeatBoard({ floor }: { floor: ScreenFloor }) {
  const { hours, rows } = floor.heat;
  const isUsed = hours.map((_, hour) => rows.some(({ items }) => (items[hour] ?? null) !== null));
  const from = isUsed.indexOf(true);
  const to = isUsed.lastIndexOf(true);
  if (from === -1) return <Nothing title="No hour to show yet">The strip fills as the day goes on.</Nothing>;
  // Where the clocks repeat an hour its name comes twice.
  const shownHours = hours.slice(from, to + 1).map((label, index) => ({ label, index: from + index }));
  const columns = `minmax(6em, 1.6fr) repeat(${shownHours.length}, minmax(0, 1fr))`;
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)] gap-tv-xs">
      <div className="grid gap-tv-xs text-tv-s text-tv-muted" style={{ gridTemplateColumns: columns }}>
        <span>Items per hour</span>
        {shownHours.map(({ label, index }) => (
          <span key={index} className="text-center tabular-nums">
            {label.slice(0, 2)}
          </span>
        ))}
      </div>
      <div className="grid auto-rows-fr gap-tv-xs">
        {rows.map(({ department, colour, items }) => {
          const top = Math.max(1, ...items.map((one) => one ?? 0));
          return (
            <div key={department} className="grid gap-tv-xs" style={{ gridTemplateColumns: columns }}>
              <FitText className="self-center text-tv-m font-medium">{department}</FitText>
              {shownHours.map(({ index }) => {
                const value = items[index] ?? null;
                const level = value === null ? 0 : Math.ceil((value / top) * LEVELS);
                return (
                  <span
                    key={index}
                    className="grid place-items-center overflow-hidden rounded-[0.3em] text-tv-s tabular-nums"
                    style={{
                      background:
                        value === null
                          ? undefined
                          : `color-mix(in oklab, var(--department-${colour}) ${14 + level * 11}%, var(--tv-surface))`,
                    }}
                  >
                    {value === null ? <span className="text-tv-muted">·</span> : formatNumber(value)}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
