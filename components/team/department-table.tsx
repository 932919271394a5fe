import type { ReactNode } from 'react';
import { DepartmentName } from '@/components/departments/department-name';
import { ChangeMark } from '@/components/figures/change-mark';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import type { TeamComparison } from '@/lib/domain/team/schema';
import { formatNumber, formatSigned, NO_NUMBER } from '@/lib/platform/format/number';
import { formatDays, formatHours } from '@/lib/platform/time/format';

type Row = TeamComparison['departments'][number];

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    id: 'department',
    label: 'Department',
    className: 'min-w-36',
    cell: (row) => <DepartmentName department={row.department} colour={row.colour} />,
  },
  {
    id: 'items',
    label: 'Items',
    align: 'right',
    sortBy: (row) => row.now.items,
    cell: (row) => (
      <Compared now={formatNumber(row.now.items)} before={formatNumber(row.before.items)}>
        <ChangeMark value={row.change.itemsPercent} unit="%" better="up" />
      </Compared>
    ),
  },
  {
    id: 'unmapped',
    label: 'Of which unmapped',
    title: 'Items of logins that nobody is linked to: in the items, in nobody’s rate',
    align: 'right',
    sortBy: (row) => row.now.unmappedItems,
    cell: (row) => formatNumber(row.now.unmappedItems),
  },
  {
    id: 'points',
    label: 'Points',
    align: 'right',
    sortBy: (row) => row.now.points,
    cell: (row) => (
      <Compared now={formatNumber(row.now.points)} before={formatNumber(row.before.points)}>
        <ChangeMark value={row.change.pointsPercent} unit="%" better="up" />
      </Compared>
    ),
  },
  {
    id: 'rate',
    label: 'Items per hour',
    title: 'Items of clocked days over worked hours',
    align: 'right',
    sortBy: (row) => row.now.itemsPerHour,
    cell: (row) => (
      <Compared now={formatNumber(row.now.itemsPerHour, 1)} before={formatNumber(row.before.itemsPerHour, 1)}>
        <ChangeMark value={row.change.itemsPerHourPercent} unit="%" better="up" />
      </Compared>
    ),
  },
  {
    id: 'target',
    label: 'Against target',
    title: 'How far the items per hour are above or below the target of each day',
    align: 'right',
    sortBy: (row) => row.now.vsTargetPercent,
    cell: (row) => (
      <Compared now={targetText(row.now.vsTargetPercent)} before={targetText(row.before.vsTargetPercent)}>
        <ChangeMark value={pointsBetween(row)} unit=" points" better="up" />
      </Compared>
    ),
  },
  {
    id: 'hours',
    label: 'Worked hours',
    align: 'right',
    sortBy: (row) => row.now.workedSeconds,
    cell: (row) => <Compared now={formatHours(row.now.workedSeconds)} before={formatHours(row.before.workedSeconds)} />,
  },
  {
    id: 'days',
    label: 'Person-days',
    title: 'One per person and day with work in the department',
    align: 'right',
    sortBy: (row) => row.now.personDays,
    cell: (row) => <Compared now={formatNumber(row.now.personDays)} before={formatNumber(row.before.personDays)} />,
  },
];

/** The departments of the range, each figure above the one of the other range. */
export function DepartmentTable({ comparison, csv }: { comparison: TeamComparison; csv: string }) {
  return (
    <TableSection
      id="departments"
      title="Departments"
      note={`${formatDays(comparison.from, comparison.to)}; below each figure that of ${formatDays(comparison.comparedWith.from, comparison.comparedWith.to)}, ${comparison.compare === 'weekday' ? 'a week earlier' : 'the days before'}.`}
      csv={csv}
    >
      <DataTable
        label="Comparison of the departments"
        rows={comparison.departments}
        columns={COLUMNS}
        rowKey={(row) => row.department}
        sortParam="departments"
      />
    </TableSection>
  );
}

function Compared({ now, before, children }: { now: string; before: string; children?: ReactNode }) {
  return (
    <span className="grid justify-items-end">
      <span className="font-medium">{now}</span>
      <span className="flex gap-2 text-xs text-ink-muted">
        {children}
        {before}
      </span>
    </span>
  );
}

function targetText(percent: number | null): string {
  return percent === null ? NO_NUMBER : `${formatSigned(percent, 1)}%`;
}

function pointsBetween({ now, before }: Row): number | null {
  if (now.vsTargetPercent === null || before.vsTargetPercent === null) return null;
  return now.vsTargetPercent - before.vsTargetPercent;
}
