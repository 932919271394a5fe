'use client';

import { Download, SearchX, UserPlus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Age } from '@/components/alerts/age';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { ChangeBar } from '@/components/mappings/change-bar';
import { type DoneChange, useDecide } from '@/components/mappings/use-decide';
import { addressOf } from '@/components/query/fetch-json';
import { useKept } from '@/components/query/use-kept';
import { useSitePages } from '@/components/query/use-site-pages';
import type { Initial } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { AdminEmployee, AdminEmployeeList } from '@/lib/domain/employees/admin-schema';
import { EMPLOYEE_STATUSES, type EmployeeStatus } from '@/lib/domain/employees/rules';
import { NO_NUMBER } from '@/lib/platform/format/number';
import { searchable } from '@/lib/platform/format/searchable';
import { formatDay } from '@/lib/platform/time/format';
import { adminEmployeesParams, employeesAsked } from './url-state';

const EmployeeSheet = lazy(() => import('./employee-sheet'));
const NewEmployeeDialog = lazy(() => import('./new-employee-dialog'));

const STATUS_LABELS: Record<EmployeeStatus, string> = {
  active: 'Working here',
  archived: 'Archived',
  all: 'Everybody',
};

/** Everybody the hub knows, to add, change, archive and merge. */
export function EmployeesView({ initial }: { initial: Initial<AdminEmployeeList> }) {
  const site = useSite();
  const [{ q, status, person }, setParams] = useQueryStates(adminEmployeesParams);
  const [isAdding, setAdding] = useState(false);
  const [change, setChange] = useState<DoneChange | null>(null);
  const decide = useDecide(setChange);
  const asked = employeesAsked({ q, status });
  const list = useSitePages<AdminEmployeeList>({
    path: '/api/admin/employees',
    params: asked,
    schema: () => import('@/lib/domain/employees/admin-schema').then(({ adminEmployeeList }) => adminEmployeeList),
    initial,
    everySeconds: 30,
  });
  const kept = useKept(list, `${site.code}/${status}`);
  const searchBox = useRef<HTMLInputElement>(null);
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: '/', label: 'Search', run: () => searchBox.current?.focus() },
        { keys: 'n', label: 'Add a person', run: () => setAdding(true) },
      ],
      [],
    ),
  );
  const columns = useMemo(() => columnsWith((id) => void setParams({ person: id })), [setParams]);
  const addButton = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <UserPlus aria-hidden />
      Add a person
    </Button>
  );
  const bar = change !== null && (
    <ChangeBar key={change.changeIds.join()} change={change} onUndone={setChange} onClose={() => setChange(null)} />
  );
  return (
    <PageFrame title="Employees" queries={[list]} actions={addButton}>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Input
          ref={searchBox}
          type="search"
          aria-label="Search people"
          placeholder="Name, alias or email"
          value={q}
          onChange={({ target }) => void setParams({ q: target.value === '' ? null : target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          className="min-w-48 flex-1 sm:max-w-72"
        />
        <Select
          aria-label="Who"
          value={status}
          onChange={({ target }) =>
            void setParams({ status: EMPLOYEE_STATUSES.find((one) => one === target.value) ?? 'active' })
          }
        >
          {EMPLOYEE_STATUSES.map((one) => (
            <option key={one} value={one}>
              {STATUS_LABELS[one]}
            </option>
          ))}
        </Select>
        <a
          className={buttonClasses({ className: 'ml-auto' })}
          href={addressOf('/api/admin/employees/export', { site: site.code, ...asked })}
          download
          aria-label="Download as CSV"
        >
          <Download aria-hidden />
          CSV
        </a>
      </div>
      {person === null && bar}
      <DataPart
        query={kept}
        errorTitle="The people could not be loaded"
        skeleton={<Skeleton className="h-96 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          q.trim() !== '' || status !== 'active' ? (
            <EmptyState
              icon={SearchX}
              title="Nobody found"
              action={<Button onClick={() => void setParams({ q: null, status: null })}>Show everybody here</Button>}
            >
              The search looks at names, aliases and emails.
            </EmptyState>
          ) : (
            <EmptyState icon={UserPlus} title="There are no people yet" action={addButton}>
              Add them here, or all users of the time clock at once under Mappings.
            </EmptyState>
          )
        }
      >
        {({ rows }) => (
          <>
            <DataTable
              label="Employees"
              rows={rows}
              columns={columns}
              rowKey={({ employeeId }) => employeeId}
              onOpen={({ employeeId }) => void setParams({ person: employeeId })}
            />
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p role="status" className="text-sm text-ink-muted">
                {rows.length === 1 ? '1 person' : `${rows.length} people`} shown
                {list.hasMore ? ', there are more' : ''}
              </p>
              {list.hasMore && (
                <Button onClick={list.more} disabled={list.isFetching} className="print:hidden">
                  {list.isFetching ? 'Loading' : 'Show more'}
                </Button>
              )}
            </div>
          </>
        )}
      </DataPart>
      {isAdding && (
        <Suspense fallback={null}>
          <NewEmployeeDialog
            decide={decide}
            onClose={() => {
              decide.clearProblem();
              setAdding(false);
            }}
          />
        </Suspense>
      )}
      {person !== null && (
        <Suspense fallback={null}>
          <EmployeeSheet
            key={person}
            employeeId={person}
            name={kept.data?.rows.find((row) => row.employeeId === person)?.name}
            change={change}
            onChange={setChange}
            onClose={() => void setParams({ person: null })}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}

function columnsWith(onOpen: (id: number) => void): TableColumn<AdminEmployee>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      first: 'asc',
      className: 'max-w-[16rem] min-w-[11rem]',
      sortBy: ({ name }) => searchable(name),
      cell: (row) => (
        <div className="grid min-w-0">
          <button
            type="button"
            onClick={() => onOpen(row.employeeId)}
            className="min-h-11 truncate text-left font-medium underline-offset-4 hover:underline lg:min-h-7"
          >
            {row.name}
          </button>
          <Marks row={row} />
        </div>
      ),
    },
    {
      id: 'alias',
      label: 'Alias',
      first: 'asc',
      sortBy: ({ alias }) => (alias === null ? null : searchable(alias)),
      cell: ({ alias }) => alias ?? NO_NUMBER,
    },
    {
      id: 'email',
      label: 'Email',
      first: 'asc',
      sortBy: ({ email }) => email,
      cell: ({ email }) => email ?? NO_NUMBER,
    },
    {
      id: 'clock',
      label: 'Clock logins',
      align: 'right',
      sortBy: ({ clockLogins }) => clockLogins,
      cell: ({ clockLogins, isContractor }) =>
        clockLogins === 0 ? isContractor ? 'none needed' : <span className="text-warn">none</span> : clockLogins,
    },
    {
      id: 'scans',
      label: 'Scan logins',
      align: 'right',
      sortBy: ({ scanLogins }) => scanLogins,
      cell: ({ scanLogins, isScanning }) => (scanLogins === 0 ? (isScanning ? 'none' : 'none needed') : scanLogins),
    },
    {
      id: 'seen',
      label: 'Last seen',
      title: 'When a login of theirs was last seen',
      align: 'right',
      sortBy: ({ lastSeenAt }) => lastSeenAt,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? NO_NUMBER : <Age at={lastSeenAt} />),
    },
    {
      id: 'hired',
      label: 'Hired on',
      align: 'right',
      sortBy: ({ hiredOn }) => hiredOn,
      cell: ({ hiredOn }) => (hiredOn === null ? NO_NUMBER : formatDay(hiredOn)),
    },
  ];
}

function Marks({ row }: { row: AdminEmployee }) {
  const marks = [
    ...(row.isArchived ? ['Archived'] : []),
    ...(row.isContractor ? ['Contractor'] : []),
    ...(row.isScanning ? [] : ['Does not scan']),
  ];
  if (marks.length === 0) return null;
  return <span className="-mt-1.5 mb-1 text-xs text-ink-muted lg:mt-0">{marks.join(', ')}</span>;
}
