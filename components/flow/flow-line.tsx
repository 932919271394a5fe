import { ArrowDown, ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import type { FlowNow } from '@/lib/domain/flow/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { DepartmentCard } from './department-card';

type FlowLineProps = { flow: FlowNow; timeZone: string; onPeople(department: string): void };

/** The departments in the order of the work: side by side, below each other on small screens. */
export function FlowLine({ flow, timeZone, onPeople }: FlowLineProps) {
  return (
    <section
      aria-label="Departments in flow order"
      className="relative min-w-0 pt-3 xl:-m-1 xl:overflow-x-auto xl:p-1 xl:pt-4"
    >
      <ol className="flex flex-col xl:flex-row xl:items-stretch">
        {flow.departments.map((one, index) => (
          <Fragment key={one.department}>
            {index > 0 && <Passing rate={one.inRate} />}
            <DepartmentCard
              department={one}
              isFirst={index === 0}
              isPrimary={one.department === flow.primary}
              flow={flow}
              timeZone={timeZone}
              onPeople={() => onPeople(one.department)}
            />
          </Fragment>
        ))}
      </ol>
    </section>
  );
}

/** What one department hands to the next in an hour. */
function Passing({ rate }: { rate: number | null }) {
  return (
    <li
      aria-hidden
      className="flex items-center justify-center gap-1.5 py-1 text-xs text-ink-muted xl:w-13 xl:flex-col xl:gap-0.5 xl:py-0"
    >
      <ArrowDown className="size-4 xl:hidden" />
      <ArrowRight className="size-4 max-xl:hidden" />
      <span className="whitespace-nowrap">{formatNumber(rate)}/h</span>
    </li>
  );
}
