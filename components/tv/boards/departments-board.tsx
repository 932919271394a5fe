import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

/** Departments race by points of today; the bar is the share of the first. */
export function DepartmentsBoard({ floor }: { floor: ScreenFloor }) {
  const racing = [...floor.departments].sort((a, b) => b.points - a.points).slice(0, 8);
  const top = racing[0]?.points ?? 0;
  if (top === 0) return <Nothing title="The race has not begun">It starts with the first scan of the day.</Nothing>;
  return (
    <ol aria-label="Departments" className="grid h-full auto-rows-fr gap-tv-s">
      {racing.map((one, index) => (
        <li
          key={one.department}
          className="grid min-h-0 content-center gap-tv-xs rounded-tv bg-tv-surface px-tv-l py-tv-xs"
        >
          <div className="flex items-baseline gap-tv-m">
            <span className="text-tv-l font-bold text-tv-muted tabular-nums">{index + 1}</span>
            <FitText className="flex-1 text-tv-l font-semibold">{one.department}</FitText>
            <span className="text-tv-m whitespace-nowrap text-tv-muted portrait:hidden">
              {one.people === 1 ? '1 person' : `${one.people} people`}
              {one.itemsPerHour !== null && `, ${formatNumber(one.itemsPerHour)} items/h each`}
            </span>
            <span className="text-tv-xl font-bold tabular-nums">{formatNumber(Math.floor(one.points))}</span>
          </div>
          <span className="block h-[1.1em] overflow-hidden rounded-full bg-tv-line text-tv-m" aria-hidden>
            <span
              className={cn(
                'block h-full w-full origin-left rounded-full transition-transform duration-1000 ease-out',
                departmentBackground(one.colour),
              )}
              style={{ transform: `scaleX(${one.points / top})` }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}
