'use client';

import Link from 'next/link';
import { departmentBackground } from '@/components/departments/department-colours';
import { useHref } from '@/components/layout/hub-context';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { cn } from '@/components/ui/class-names';
import type { EmployeeList, ListedEmployee } from '@/lib/domain/employees/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type PeopleTableProps = {
  list: EmployeeList;
  /** Null for today. */
  date: IsoDay | null;
};

/** People by name with the day's figures; each name leads to the person's day. */
export function PeopleTable({ list, date }: PeopleTableProps) {
  const href = useHref();
  const colours = new Map(list.departments.map((one) => [one.department, one.colour]));
  const columns: TableColumn<ListedEmployee>[] = [
    {
      id: 'name',
      label: 'Name',
      className: 'max-w-[16rem] min-w-[11rem] lg:max-w-[24rem]',
      cell: (row) => <Name row={row} href={href(`/employees/${row.employeeId}`, { date })} />,
    },
    {
      id: 'department',
      label: 'Department',
      title: "Where most of the day's work was",
      className: 'min-w-36',
      cell: (row) => <Department name={row.department} colours={colours} />,
    },
    { id: 'points', label: 'Points', align: 'right', cell: (row) => formatNumber(row.points, 2) },
    { id: 'items', label: 'Items', align: 'right', cell: (row) => formatNumber(row.items) },
    {
      id: 'clocked',
      label: 'Clocked',
      title: 'Clocked hours and minutes',
      align: 'right',
      cell: (row) =>
        row.clockedSeconds === null || row.clockedSeconds === 0 ? NO_NUMBER : formatHours(row.clockedSeconds),
    },
    {
      id: 'efficiency',
      label: 'Active',
      title: 'Active share of the clocked time',
      align: 'right',
      cell: (row) => formatPercent(row.efficiency),
    },
  ];
  return <DataTable label="People" rows={list.rows} columns={columns} rowKey={(row) => row.employeeId} />;
}

function Name({ row, href }: { row: ListedEmployee; href: string }) {
  const marks = [
    ...(row.isArchived ? ['Archived'] : []),
    ...(row.isContractor ? ['Contractor'] : []),
    ...(row.isScanning ? [] : ['Does not scan']),
    ...(row.sources.length === 0 ? ['No login linked'] : []),
  ];
  return (
    <div className="grid min-w-0">
      <Link
        href={href}
        prefetch={false}
        title={row.name}
        className="flex min-h-11 min-w-0 items-center font-medium hover:text-accent lg:min-h-7"
      >
        <span className="truncate">{row.name}</span>
      </Link>
      {(row.isClockedIn || marks.length > 0) && (
        <span className="-mt-1.5 mb-1 flex flex-wrap items-center gap-x-2 text-xs text-ink-muted lg:mt-0">
          {row.isClockedIn && (
            <span className="flex items-center gap-1.5 text-good">
              <span className="size-2 rounded-full bg-good" aria-hidden />
              Clocked in now
            </span>
          )}
          {marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </span>
      )}
    </div>
  );
}

function Department({ name, colours }: { name: string | null; colours: ReadonlyMap<string, number> }) {
  if (name === null) return <span className="text-ink-muted">{NO_NUMBER}</span>;
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden
        className={cn(
          'size-2.5 shrink-0 rounded-full print:print-color-adjust-exact',
          departmentBackground(colours.get(name) ?? 1),
        )}
      />
      <span className="truncate">{name}</span>
    </span>
  );
}
