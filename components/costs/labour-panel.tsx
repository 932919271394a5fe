import { DepartmentName } from '@/components/departments/department-name';
import { Panel } from '@/components/layout/panel';
import { cn } from '@/components/ui/class-names';
import { UNASSIGNED } from '@/lib/domain/costs/people-view';
import { type LabourPart, prepareComposition, unpaidBreakSeconds } from '@/lib/domain/costs/prepare-view';
import type { CostAnalysis } from '@/lib/domain/costs/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';

export const PART_LOOKS: Record<LabourPart['key'], { label: string; background: string; colour: string }> = {
  active: { label: 'Active work', background: 'bg-accent', colour: 'var(--accent)' },
  waiting: { label: 'Waiting and gaps', background: 'bg-warn', colour: 'var(--warn)' },
  breaks: { label: 'Paid breaks', background: 'bg-control', colour: 'var(--control)' },
};

type LabourPanelProps = {
  costs: CostAnalysis;
  /** Shows who is behind a department. */
  onDepartment(department: string): void;
};

/** Labour taken apart: active work, waiting and gaps on a line of its own, paid breaks as breaks. */
export function LabourPanel({ costs, onDepartment }: LabourPanelProps) {
  const { totals, currency } = costs;
  const parts = prepareComposition(costs);
  const unpaid = unpaidBreakSeconds(costs);
  return (
    <Panel id="labour" title="What labour was spent on" note="The parts add up to labour, to the cent.">
      <div
        role="img"
        aria-label={parts.map((part) => `${PART_LOOKS[part.key].label} ${formatPercent(part.share, 1)}`).join(', ')}
        className="flex h-3 gap-px overflow-hidden rounded-full bg-sunken"
      >
        {parts.map((part) => (
          <span
            key={part.key}
            className={cn('h-full print:print-color-adjust-exact', PART_LOOKS[part.key].background)}
            style={{ width: `${(part.share ?? 0) * 100}%` }}
          />
        ))}
      </div>
      <table className="mt-3 w-full text-sm">
        <caption className="sr-only">What labour was spent on</caption>
        <thead className="text-[0.8125rem] text-ink-muted">
          <tr>
            <th scope="col" className="py-1.5 text-left font-normal">
              <span className="sr-only">Part</span>
            </th>
            <th scope="col" className="py-1.5 pl-3 text-right font-normal max-sm:hidden">
              Hours
            </th>
            <th scope="col" className="py-1.5 pl-3 text-right font-normal">
              Share
            </th>
            <th scope="col" className="py-1.5 pl-3 text-right font-normal">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key} className="border-t">
              <th scope="row" className="py-2 text-left font-normal">
                <span className="flex items-center gap-2">
                  <span aria-hidden className={cn('size-2.5 shrink-0 rounded-full', PART_LOOKS[part.key].background)} />
                  {PART_LOOKS[part.key].label}
                </span>
                <span className="ml-4.5 block text-ink-muted sm:hidden">{formatHours(part.seconds)} hours</span>
              </th>
              <td className="py-2 pl-3 text-right max-sm:hidden">{formatHours(part.seconds)}</td>
              <td className="py-2 pl-3 text-right">{formatPercent(part.share, 1)}</td>
              <td className="py-2 pl-3 text-right font-medium">{formatMoney(part.cents, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t font-medium">
            <th scope="row" className="py-2 text-left font-medium">
              Labour
            </th>
            <td className="py-2 pl-3 text-right max-sm:hidden">{formatHours(totals.paidSeconds)}</td>
            <td className="py-2 pl-3 text-right">{totals.labourCents === 0 ? NO_NUMBER : '100%'}</td>
            <td className="py-2 pl-3 text-right">{formatMoney(totals.labourCents, currency)}</td>
          </tr>
        </tfoot>
      </table>
      {unpaid > 0 && (
        <p className="mt-2 text-sm text-ink-muted">Unpaid breaks, {formatHours(unpaid)} hours, cost nothing.</p>
      )}
      <WaitingByDepartment costs={costs} onDepartment={onDepartment} />
    </Panel>
  );
}

/** Which departments the waiting was in, the dearest first. */
function WaitingByDepartment({ costs, onDepartment }: LabourPanelProps) {
  const waiting = costs.departments.filter((one) => one.idleCents > 0).sort((a, b) => b.idleCents - a.idleCents);
  const [dearest] = waiting;
  if (dearest === undefined) return null;
  return (
    <>
      <h3 className="mt-5 mb-1.5 text-sm font-medium">Waiting and gaps by department</h3>
      <ul className="grid gap-1.5">
        {waiting.map((one) => (
          <li
            key={one.department ?? ''}
            className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)_auto] items-center gap-3 text-sm"
          >
            <button
              type="button"
              onClick={() => onDepartment(one.department ?? UNASSIGNED)}
              className="min-w-0 text-left hover:underline max-lg:min-h-11"
            >
              <DepartmentName department={one.department} colour={one.colour} />
            </button>
            <span className="h-2 rounded-full bg-sunken" aria-hidden>
              <span
                className="block h-full rounded-full bg-warn print:print-color-adjust-exact"
                style={{ width: `${(one.idleCents / dearest.idleCents) * 100}%` }}
              />
            </span>
            <span className="text-right">{formatMoney(one.idleCents, costs.currency)}</span>
          </li>
        ))}
      </ul>
      {waiting.some((one) => one.department === null) && (
        <p className="mt-2 text-sm text-pretty text-ink-muted">
          Unassigned is the time of people who scanned nothing, such as supervisors.
        </p>
      )}
    </>
  );
}
