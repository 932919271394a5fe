import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { BoardDepartment, DepartmentPart } from '@/lib/domain/leaderboard/schema';
import { formatNumber } from '@/lib/platform/format/number';

type BreakdownBarProps = {
  /** A person's work, in flow order. */
  parts: readonly DepartmentPart[];
  departments: readonly BoardDepartment[];
  /** Points that fill the bar: those of the first on the board. */
  fullPoints: number;
  className?: string;
};

/** A person's points per department, as long as their share of the leader's. */
export function BreakdownBar({ parts, departments, fullPoints, className }: BreakdownBarProps) {
  const text = parts
    .map((part) => `${part.department} ${formatNumber(part.items)} items, ${formatNumber(part.points, 2)} points`)
    .join('; ');
  return (
    <div
      role="img"
      aria-label={text === '' ? 'No scans' : text}
      title={text === '' ? 'No scans' : text.replaceAll('; ', '\n')}
      className={cn('flex h-2 w-full gap-px overflow-hidden rounded-full bg-sunken print:h-1.5', className)}
    >
      {parts.map((part) => {
        const colour = departments.find((one) => one.department === part.department)?.colour ?? 1;
        const share = fullPoints > 0 ? Math.max(0, part.points / fullPoints) * 100 : 0;
        return (
          <span
            key={part.department}
            className={cn(
              'h-full transition-[width] duration-500 ease-out print:print-color-adjust-exact',
              departmentBackground(colour),
            )}
            style={{ width: `${share}%` }}
          />
        );
      })}
    </div>
  );
}

/** Points that fill the longest bar of a board. */
export function fullPointsOf(rows: readonly { breakdown: readonly DepartmentPart[] | null }[]): number {
  return Math.max(0, ...rows.map((row) => (row.breakdown ?? []).reduce((sum, part) => sum + part.points, 0)));
}
