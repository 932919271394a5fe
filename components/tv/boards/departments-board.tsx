import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

const SHOWN = 8;
/** More lanes than these are drawn flatter. */
const ROOMY = 6;

type Department = ScreenFloor['departments'][number];

/** Departments race by points of today; the bar is the share of the first. Places change by transforms alone. */
export function DepartmentsBoard({ floor }: { floor: ScreenFloor }) {
  const racing = [...floor.departments].sort((a, b) => b.points - a.points).slice(0, SHOWN);
  const top = racing[0]?.points ?? 0;
  if (top === 0) return <Nothing title="The race has not begun">It starts with the first scan of the day.</Nothing>;
  // In an order that never changes: an element that is put elsewhere loses the transition to its new place.
  const lanes = racing
    .map((one, place) => ({ one, place }))
    .sort((a, b) => a.one.department.localeCompare(b.one.department));
  return (
    <ol aria-label="Departments" className="relative h-full">
      {lanes.map(({ one, place }) => (
        <li
          key={one.department}
          aria-posinset={place + 1}
          aria-setsize={lanes.length}
          className="absolute inset-x-0 top-0 py-tv-xs transition-transform duration-1000 ease-out contain-strict will-change-transform"
          style={{ height: `${100 / lanes.length}%`, transform: `translateY(${place * 100}%)` }}
        >
          <Lane one={one} place={place} share={one.points / top} isDense={lanes.length > ROOMY} />
        </li>
      ))}
    </ol>
  );
}

type LaneProps = { one: Department; place: number; share: number; isDense: boolean };

function Lane({ one, place, share, isDense }: LaneProps) {
  return (
    <div
      className={cn(
        'grid h-full grid-cols-[auto_minmax(0,1fr)_auto] content-center items-center gap-x-tv-m overflow-hidden rounded-tv bg-tv-surface px-tv-l landscape:grid-cols-[auto_minmax(0,15em)_minmax(0,1fr)_auto] landscape:text-tv-m',
        isDense ? 'gap-y-tv-xs' : 'gap-y-tv-s',
      )}
    >
      <span className="text-tv-xl leading-none font-bold text-tv-muted tabular-nums">{place + 1}</span>
      <span className="grid min-w-0">
        <FitText className="text-tv-l leading-tight font-semibold">{one.department}</FitText>
        <FitText className={cn('text-tv-s leading-tight text-tv-muted', isDense && 'landscape:hidden')}>
          {workText(one)}
        </FitText>
      </span>
      <span
        className={cn(
          'block overflow-hidden rounded-[0.4em] bg-tv-line text-tv-s portrait:order-last portrait:col-span-3',
          isDense ? 'h-[1.5em]' : 'h-[2.6em]',
        )}
        aria-hidden
      >
        <span
          className={cn(
            'block h-full w-full rounded-[0.4em] transition-transform duration-1000 ease-out',
            departmentBackground(one.colour),
          )}
          style={{ transform: `translateX(${(share - 1) * 100}%)` }}
        />
      </span>
      <span className="min-w-[3.4em] text-right text-tv-xl leading-none font-bold tabular-nums">
        {formatNumber(Math.floor(one.points))}
      </span>
    </div>
  );
}

function workText({ people, itemsPerHour }: Department): string {
  const who = people === 1 ? '1 person' : `${formatNumber(people)} people`;
  return itemsPerHour === null ? who : `${who}, ${formatNumber(itemsPerHour)} items/h each`;
}
