import Link from 'next/link';
import { departmentBackground } from '@/components/departments/department-colours';
import { useHref } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import type { DepartmentRow, DepartmentStats } from '@/lib/domain/departments/schema';
import { formatNumber } from '@/lib/platform/format/number';

export const CARD_GRID = 'grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-5';
const FULL_SCALE_PERCENT = 130;

/** The departments in flow order; each leads to its own board. */
export function DepartmentCards({ stats, date }: { stats: DepartmentStats; date: string | null }) {
  return (
    <section aria-label="Departments">
      <ul className={CARD_GRID}>
        {stats.rows.map((row) => (
          <li key={row.department} className="grid grid-cols-[minmax(0,1fr)]">
            <Card row={row} date={date} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ row, date }: { row: DepartmentRow; date: string | null }) {
  const href = useHref();
  const { department, colour, items, people, points, itemsPerHour, targetPerHour, vsTargetPercent, unmappedItems } =
    row;
  return (
    <Link
      href={href('/leaderboard', { department, date })}
      prefetch={false}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-2 rounded-xl border bg-surface p-3 shadow-card transition-colors sm:p-4 hover:bg-sunken/60 print:shadow-none"
    >
      <h3 className="flex items-center gap-2 text-sm font-medium">
        <span className={cn('size-2.5 shrink-0 rounded-full', departmentBackground(colour))} aria-hidden />
        <span className="truncate">{department}</span>
      </h3>
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <span className="text-xl font-semibold tracking-tight">{formatNumber(items)}</span>
        <span className="text-sm text-ink-muted">items</span>
        {vsTargetPercent !== null && (
          <span
            title="Items per hour against the target"
            className={cn('ml-auto text-sm font-medium', vsTargetPercent < 0 ? 'text-warn' : 'text-good')}
          >
            {vsTargetPercent < 0 ? '−' : '+'}
            {formatNumber(Math.abs(vsTargetPercent))}%<span className="sr-only"> against the target</span>
          </span>
        )}
      </p>
      <TargetBar percent={vsTargetPercent === null ? null : 100 + vsTargetPercent} />
      <p className="grid text-sm leading-5 text-ink-muted">
        <span>
          {formatNumber(itemsPerHour, 1)} of {formatNumber(targetPerHour)} items/h
        </span>
        <span>
          {formatNumber(people)} {people === 1 ? 'person' : 'people'}, {formatNumber(points, 2)} points
        </span>
        {unmappedItems > 0 && <span className="text-warn">of which unmapped {formatNumber(unmappedItems)} items</span>}
      </p>
    </Link>
  );
}

/** Items per hour against the target, which is the mark. */
function TargetBar({ percent }: { percent: number | null }) {
  const place = (value: number) => `${(Math.min(Math.max(0, value), FULL_SCALE_PERCENT) / FULL_SCALE_PERCENT) * 100}%`;
  return (
    <span className="relative block h-1.5 rounded-full bg-sunken print:print-color-adjust-exact" aria-hidden>
      {percent !== null && (
        <span
          className={cn('absolute inset-y-0 left-0 rounded-full', percent < 100 ? 'bg-warn' : 'bg-good')}
          style={{ width: place(percent) }}
        />
      )}
      <span className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ left: place(100) }} />
    </span>
  );
}
