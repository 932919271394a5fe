import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import type { PersonCostDay, PersonCosts } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatHours } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { PersonDay } from './person-day';

type PersonDaysProps = {
  costs: PersonCosts;
  day: IsoDay | null;
  onDay(day: IsoDay | null): void;
  action: ReactNode;
};

/** On a phone the opened day says the rest. */
const WIDE = 'max-sm:hidden';
const COLUMNS = [
  { label: 'Day', classes: 'text-left' },
  { label: 'Paid', classes: `text-right ${WIDE}` },
  { label: 'Active share', classes: `text-right ${WIDE}` },
  { label: 'Items', classes: 'text-right' },
  { label: 'Per item', classes: `text-right ${WIDE}` },
  { label: 'Labour', classes: 'text-right' },
];

/** The person's days, newest first; one of them opened. */
export function PersonDays({ costs, day: opened, onDay, action }: PersonDaysProps) {
  return (
    <section aria-label="Day by day">
      <div className="mb-2 flex items-end justify-between gap-4">
        <h3 className="font-semibold tracking-tight">Day by day</h3>
        {action}
      </div>
      {costs.days.length === 0 ? (
        <p className="rounded-xl border px-4 py-6 text-center text-ink-muted">
          Neither clock times nor scans in these days.
        </p>
      ) : (
        <div className="overflow-x-auto rounded-xl border">
          <table className="w-full text-sm" aria-label="Cost of the person by day">
            <thead className="text-[0.8125rem] text-ink-muted">
              <tr>
                {COLUMNS.map(({ label, classes }) => (
                  <th key={label} scope="col" className={cn('px-3 py-2 font-normal whitespace-nowrap', classes)}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {costs.days.map((one) => (
                <Fragment key={one.date}>
                  <DayRow
                    costs={costs}
                    one={one}
                    isOpened={one.date === opened}
                    onToggle={() => onDay(one.date === opened ? null : one.date)}
                  />
                  {one.date === opened && (
                    <tr id={`day-${one.date}`}>
                      <td colSpan={COLUMNS.length} className="bg-sunken/60 p-0">
                        <PersonDay employeeId={costs.person.employeeId} day={one} currency={costs.currency} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type DayRowProps = { costs: PersonCosts; one: PersonCostDay; isOpened: boolean; onToggle(): void };

function DayRow({ costs: { currency, liveDay }, one, isOpened, onToggle }: DayRowProps) {
  const cell = 'px-3 py-1.5 text-right whitespace-nowrap';
  return (
    <tr className="border-t">
      <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
        <button
          type="button"
          aria-expanded={isOpened}
          aria-controls={isOpened ? `day-${one.date}` : undefined}
          onClick={onToggle}
          className="flex min-h-11 items-center gap-1.5 font-medium hover:underline lg:min-h-8"
        >
          <ChevronRight className={cn('size-4 text-ink-muted', isOpened && 'rotate-90')} aria-hidden />
          {formatDay(one.date)}
        </button>
        <Marks one={one} isLive={one.date === liveDay} />
      </th>
      <td className={cn(cell, WIDE)}>{one.isEstimated ? NO_NUMBER : formatHours(one.paidSeconds)}</td>
      <td className={cn(cell, WIDE)}>{formatPercent(one.utilization)}</td>
      <td className={cell}>{formatNumber(one.items)}</td>
      <td className={cn(cell, WIDE)}>
        {one.isEstimated ? NO_NUMBER : formatUnitMoney(one.costPerItemCents, currency)}
      </td>
      <td className={cn(cell, 'font-medium')}>
        {one.isEstimated ? NO_NUMBER : formatMoney(one.labourCents, currency)}
      </td>
    </tr>
  );
}

function Marks({ one, isLive }: { one: PersonCostDay; isLive: boolean }) {
  const marks = [
    ...(isLive ? ['so far'] : []),
    ...(one.isEstimated ? ['no clock'] : []),
    ...(one.isDefaultRate && !one.isEstimated ? ['default rate'] : []),
  ];
  return marks.length === 0 ? null : (
    <span className="ml-5.5 block pb-1 text-xs text-ink-muted">{marks.join(', ')}</span>
  );
}
