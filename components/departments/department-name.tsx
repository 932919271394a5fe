import { cn } from '@/components/ui/class-names';
import { departmentBackground } from './department-colours';

/** A department with its colour; null: time that belongs to none. */
export function DepartmentName({ department, colour }: { department: string | null; colour: number | null }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        aria-hidden
        className={cn(
          'size-2.5 shrink-0 rounded-full print:print-color-adjust-exact',
          colour === null ? 'bg-control' : departmentBackground(colour),
        )}
      />
      <span className={cn('truncate', department === null && 'text-ink-muted')}>{department ?? 'Unassigned'}</span>
    </span>
  );
}
