import { DepartmentName } from '@/components/departments/department-name';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import { cn } from '@/components/ui/class-names';
import type { CapacityState } from '@/lib/domain/team/rules';
import type { TeamCapacity } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDay, formatHours } from '@/lib/platform/time/format';

type Row = TeamCapacity['departments'][number];
type Figures = TeamCapacity['total'];

const STATES: Record<CapacityState, { label: string; classes: string; bar: string }> = {
  under_used: { label: 'Under-used', classes: 'bg-warn-soft text-warn', bar: 'bg-warn' },
  in_range: { label: 'In range', classes: 'bg-good-soft text-good', bar: 'bg-good' },
  near_limit: { label: 'Near its limit', classes: 'bg-bad-soft text-bad', bar: 'bg-bad' },
};

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    id: 'department',
    label: 'Department',
    className: 'min-w-36',
    cell: (row) => <DepartmentName department={row.department} colour={row.colour} />,
  },
  {
    id: 'use',
    label: 'Use',
    title: 'Items over the capacity: below 70% under-used, above 90% near its limit',
    sortBy: (row) => row.usePercent,
    className: 'min-w-44',
    cell: (row) => <Use figures={row} />,
  },
  {
    id: 'state',
    label: 'State',
    sortBy: (row) => row.usePercent,
    cell: (row) => <State state={row.state} />,
  },
  {
    id: 'items',
    label: 'Items',
    title: 'Of people with a clock: what is held against the capacity',
    align: 'right',
    sortBy: (row) => row.items,
    cell: (row) => formatNumber(row.items),
  },
  {
    id: 'capacity',
    label: 'Capacity',
    title: 'Worked hours times the target: what could have been made',
    align: 'right',
    sortBy: (row) => row.capacityItems,
    cell: (row) => formatNumber(row.capacityItems),
  },
  {
    id: 'hours',
    label: 'Worked hours',
    align: 'right',
    sortBy: (row) => row.workedSeconds,
    cell: (row) => formatHours(row.workedSeconds),
  },
  {
    id: 'target',
    label: 'Target per hour',
    align: 'right',
    sortBy: (row) => row.targetPerHour,
    cell: (row) => formatNumber(row.targetPerHour),
  },
];

/** What each department could make with the hours of a day, and how much of it it made. */
export function CapacityTable({ capacity, isToday, csv }: { capacity: TeamCapacity; isToday: boolean; csv: string }) {
  const { total } = capacity;
  return (
    <TableSection
      id="capacity"
      title="Capacity"
      note={`${isToday ? 'Today so far' : `The last day of the range, ${formatDay(capacity.date)}`}: worked hours times target against what was made in them.`}
      csv={csv}
    >
      <DataTable
        label="Capacity of the departments"
        rows={capacity.departments}
        columns={COLUMNS}
        rowKey={(row) => row.department}
        sortParam="capacity"
        footer={
          <tr>
            <th scope="row" className="sticky left-0 z-10 h-11 bg-surface px-3 text-left font-medium">
              All
            </th>
            <td className="px-3">
              <Use figures={total} />
            </td>
            <td className="px-3">
              <State state={total.state} />
            </td>
            <td className="px-3 text-right">{formatNumber(total.items)}</td>
            <td className="px-3 text-right">{formatNumber(total.capacityItems)}</td>
            <td className="px-3 text-right">{formatHours(total.workedSeconds)}</td>
            <td />
          </tr>
        }
      />
    </TableSection>
  );
}

function Use({ figures: { usePercent, state } }: { figures: Figures }) {
  if (usePercent === null) return NO_NUMBER;
  return (
    <span className="flex items-center gap-3">
      <span className="min-w-13 text-right">{formatNumber(usePercent, 1)}%</span>
      <span className="h-2 min-w-20 flex-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <span
          className={cn(
            'block h-full rounded-full print:print-color-adjust-exact',
            state === null ? 'bg-control' : STATES[state].bar,
          )}
          style={{ width: `${Math.min(100, usePercent)}%` }}
        />
      </span>
    </span>
  );
}

function State({ state }: { state: CapacityState | null }) {
  if (state === null) return NO_NUMBER;
  const { label, classes } = STATES[state];
  return <span className={cn('rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap', classes)}>{label}</span>;
}
