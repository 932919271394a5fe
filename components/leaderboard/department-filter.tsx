import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import type { BoardDepartment } from '@/lib/domain/leaderboard/schema';

type DepartmentFilterProps = {
  departments: readonly BoardDepartment[];
  /** null: all */
  chosen: string | null;
  onChoose(department: string | null): void;
};

/** The departments with their colours: legend and filter in one. */
export function DepartmentFilter({ departments, chosen, onChoose }: DepartmentFilterProps) {
  return (
    <fieldset className="-mx-3 min-w-0 print:mx-0 print:px-0 overflow-x-auto px-3 [scrollbar-width:none] sm:mx-0 sm:px-0">
      <legend className="sr-only">Department</legend>
      <div className="flex gap-1.5 py-1">
        <Choice isChosen={chosen === null} onClick={() => onChoose(null)}>
          All
        </Choice>
        {departments.map((one) => (
          <Choice
            key={one.department}
            isChosen={chosen === one.department}
            onClick={() => onChoose(chosen === one.department ? null : one.department)}
          >
            <span className={cn('size-2.5 rounded-full', departmentBackground(one.colour))} aria-hidden />
            {one.department}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

type ChoiceProps = { isChosen: boolean; onClick(): void; children: React.ReactNode };

function Choice({ isChosen, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onClick}
      className={cn(
        'inline-flex min-h-11 items-center gap-2 rounded-full border bg-surface px-3.5 text-sm whitespace-nowrap transition-colors hover:bg-sunken lg:min-h-8 lg:px-3',
        isChosen && 'border-accent bg-accent-soft font-medium text-accent hover:bg-accent-soft',
      )}
    >
      {children}
    </button>
  );
}
