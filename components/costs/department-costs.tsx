import { useMemo } from 'react';
import { DepartmentName } from '@/components/departments/department-name';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import { UNASSIGNED } from '@/lib/domain/costs/people-view';
import type { CostAnalysis, DepartmentCost } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';

type DepartmentCostsProps = {
  costs: CostAnalysis;
  csv: string;
  /** Shows who is behind a department. */
  onOpen(department: string): void;
};

/** What each department cost, in flow order; a row shows who was in it. */
export function DepartmentCosts({ costs, csv, onOpen }: DepartmentCostsProps) {
  const columns = useMemo(() => columnsOf(costs, onOpen), [costs, onOpen]);
  return (
    <TableSection
      id="departments"
      title="Departments"
      note="Time goes to the department of the work that was scanned last; of people who scanned nothing it is unassigned. A row shows who."
      csv={csv}
    >
      <DataTable
        label="Cost of the departments"
        rows={costs.departments}
        columns={columns}
        rowKey={(row) => row.department ?? ''}
        sortParam="departments"
        onOpen={(row) => onOpen(row.department ?? UNASSIGNED)}
      />
    </TableSection>
  );
}

function columnsOf(
  { currency, totals }: CostAnalysis,
  onOpen: (department: string) => void,
): TableColumn<DepartmentCost>[] {
  const money = (cents: number) => formatMoney(cents, currency);
  return [
    {
      id: 'department',
      label: 'Department',
      className: 'min-w-36',
      cell: (row) => (
        <button
          type="button"
          onClick={() => onOpen(row.department ?? UNASSIGNED)}
          className="min-w-0 font-medium hover:underline max-lg:min-h-11"
        >
          <DepartmentName department={row.department} colour={row.colour} />
        </button>
      ),
    },
    {
      id: 'people',
      label: 'People',
      title: 'People with time or items in it; one person can be in several',
      align: 'right',
      sortBy: (row) => row.people,
      cell: (row) => formatNumber(row.people),
    },
    { id: 'items', label: 'Items', align: 'right', sortBy: (row) => row.items, cell: (row) => formatNumber(row.items) },
    {
      id: 'perItem',
      label: 'Per item',
      title: 'Labour of the department over its own items',
      align: 'right',
      sortBy: (row) => row.costPerItemCents,
      cell: (row) => formatUnitMoney(row.costPerItemCents, currency),
    },
    {
      id: 'active',
      label: 'Active work',
      align: 'right',
      sortBy: (row) => row.activeCents,
      cell: (row) => money(row.activeCents),
    },
    {
      id: 'waiting',
      label: 'Waiting and gaps',
      align: 'right',
      sortBy: (row) => row.idleCents,
      cell: (row) => money(row.idleCents),
    },
    {
      id: 'breaks',
      label: 'Paid breaks',
      align: 'right',
      sortBy: (row) => row.breakCents,
      cell: (row) => money(row.breakCents),
    },
    {
      id: 'labour',
      label: 'Labour',
      align: 'right',
      sortBy: (row) => row.labourCents,
      className: 'font-medium',
      cell: (row) => money(row.labourCents),
    },
    {
      id: 'share',
      label: 'Share',
      title: 'Of all labour',
      align: 'right',
      sortBy: (row) => row.labourCents,
      cell: (row) => formatPercent(totals.labourCents === 0 ? null : row.labourCents / totals.labourCents, 1),
    },
  ];
}
