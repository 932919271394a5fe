import type { TableColumn } from '@/components/table/data-table';
import { PEOPLE_COLUMNS, type PeopleColumn } from '@/lib/domain/costs/columns';
import { hasKnownHours, PEOPLE_SORT_VALUES, roleIn, UNASSIGNED } from '@/lib/domain/costs/people-view';
import type { PersonCost } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import { UtilizationChip } from './utilization-chip';

/** A sheet of paper is not wide enough for all of them. */
const OFF_PAPER = 'print:hidden';

type Look = Omit<TableColumn<PersonCost>, 'id' | 'sortBy'>;

/** The columns of the person table; the name opens the person. With a department chosen, the labour in it comes first. */
export function peopleColumns(
  currency: string,
  onOpen: (employeeId: number) => void,
  department: string | null,
): TableColumn<PersonCost>[] {
  const money = (of: (row: PersonCost) => number | null) => (row: PersonCost) =>
    formatMoney(hasKnownHours(row) ? of(row) : null, currency);
  const hours = (of: (row: PersonCost) => number) => (row: PersonCost) =>
    hasKnownHours(row) ? formatHours(of(row)) : NO_NUMBER;
  const right = (label: string, cell: Look['cell'], title?: string): Look => ({ label, title, align: 'right', cell });
  const looks: Record<PeopleColumn, Look> = {
    name: {
      label: 'Person',
      first: 'asc',
      className: 'min-w-36 max-w-56 lg:min-w-44',
      cell: (row) => <PersonCell row={row} onOpen={onOpen} />,
    },
    labour: {
      ...right(
        'Labour',
        money((row) => row.labourCents),
        'Paid time at the rate of each day',
      ),
      className: 'font-medium',
    },
    active: right(
      'Active',
      money((row) => row.activeCents),
      'Labour of the active time',
    ),
    waiting: right(
      'Waiting',
      money((row) => row.idleCents),
      'Waiting and gaps: clocked, not active, no break',
    ),
    breaks: right(
      'Breaks',
      money((row) => row.breakCents),
      'Paid breaks',
    ),
    utilization: right(
      'Active share',
      (row) => (
        <span className="inline-flex items-center gap-2">
          <UtilizationChip chip={row.chip} hasScans={row.items > 0} />
          <span className="min-w-9">{formatPercent(row.utilization)}</span>
        </span>
      ),
      'Active of clocked time, breaks not counted',
    ),
    costPerItem: right(
      'Per item',
      (row) => formatUnitMoney(hasKnownHours(row) ? row.costPerItemCents : null, currency),
      'Labour over all items',
    ),
    items: right('Items', (row) => formatNumber(row.items)),
    finished: {
      ...right('Finished', (row) => formatNumber(row.finishedItems), 'Items of finishing departments'),
      className: OFF_PAPER,
    },
    days: right('Days', (row) => formatNumber(row.days), 'Days with clock times or scans'),
    paid: right(
      'Paid',
      hours((row) => row.paidSeconds),
      'Paid hours and minutes',
    ),
    clocked: {
      ...right(
        'Clocked',
        hours((row) => row.clockedSeconds),
        'Clocked hours and minutes without breaks',
      ),
      className: OFF_PAPER,
    },
    breakTime: {
      ...right(
        'Break time',
        hours((row) => row.breakSeconds),
        'Paid and unpaid breaks',
      ),
      className: OFF_PAPER,
    },
    rate: right(
      'Per hour',
      money((row) => row.averageHourlyCents),
      'Labour per paid hour',
    ),
  };
  const columns: TableColumn<PersonCost>[] = PEOPLE_COLUMNS.map((id) => ({
    id,
    sortBy: PEOPLE_SORT_VALUES[id],
    ...looks[id],
  }));
  if (department === null) return columns;
  const label = department === UNASSIGNED ? 'Unassigned' : `In ${department}`;
  const part: TableColumn<PersonCost> = {
    id: 'part',
    ...right(
      label,
      money((row) => roleIn(row, department)?.labourCents ?? null),
      'Labour of that department alone',
    ),
    className: 'font-medium',
  };
  return columns.toSpliced(1, 0, part);
}

/** Where the keyboard goes back to when the person is closed. */
export function personButtonId(employeeId: number): string {
  return `person-${employeeId}`;
}

function PersonCell({ row, onOpen }: { row: PersonCost; onOpen(employeeId: number): void }) {
  const marks = [
    ...(row.hasDefaultRate ? ['default rate'] : []),
    ...(row.estimatedDays > 0 ? [`${formatNumber(row.estimatedDays)} d without clock`] : []),
  ];
  return (
    <span className="grid min-w-0">
      <button
        type="button"
        id={personButtonId(row.employeeId)}
        onClick={() => onOpen(row.employeeId)}
        aria-haspopup="dialog"
        className="truncate text-left font-medium hover:underline max-lg:min-h-11"
      >
        {row.name}
      </button>
      {marks.length > 0 && <span className="truncate text-xs text-warn">{marks.join(', ')}</span>}
    </span>
  );
}
