'use client';

import { Download, SearchX, UserPlus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { DateBar } from '@/components/date/date-bar';
import { useDay } from '@/components/date/use-time';
import { useHub, useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf } from '@/components/query/fetch-json';
import { useKept } from '@/components/query/use-kept';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { EMPLOYEE_STATUSES, type EmployeeStatus } from '@/lib/domain/employees/rules';
import type { EmployeeList } from '@/lib/domain/employees/schema';
import { fetchPeople } from './fetch-people';
import { PeopleSkeleton } from './people-skeleton';
import { PeopleTable } from './people-table';
import { PAGE_ROWS, peopleParams } from './url-state';

const STATUS_LABELS: Record<EmployeeStatus, string> = {
  active: 'Working here',
  archived: 'Archived',
  all: 'Everybody',
};
/** Whatever the URL asks for. */
const MAX_ROWS = 5_000;
/** So long a pause in typing asks the server. */
const TYPING_MILLIS = 200;

/** The people of the site, to find somebody's day. */
export function PeopleView({ initial }: { initial: Initial<EmployeeList> }) {
  const site = useSite();
  const { today } = useLiveFeed();
  const day = useDay();
  const [params, setParams] = useQueryStates(peopleParams);
  const wanted = Math.min(Math.max(params.rows, 1), MAX_ROWS);
  const q = useSettled(params.q.trim(), TYPING_MILLIS);
  const asked = { q: q === '' ? null : q, status: params.status, department: params.department, date: day.param };
  const people = useKept(
    useSiteQuery<EmployeeList>({
      path: '/api/dashboard/employees',
      params: { ...asked, limit: wanted },
      schema: () => import('@/lib/domain/employees/schema').then(({ employeeList }) => employeeList),
      fetch: (code, signal) => fetchPeople({ site: code, ...asked }, wanted, signal),
      initial,
      days: day.isToday ? null : { from: day.day, to: day.day },
    }),
    `${site.code}/${day.day}`,
  );

  const searchBox = useRef<HTMLInputElement>(null);
  const { setDay } = day;
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: '/', label: 'Search', run: () => searchBox.current?.focus() },
        { keys: 't', label: 'Today', run: () => setDay(null) },
      ],
      [setDay],
    ),
  );
  const setFilter = (changes: Parameters<typeof setParams>[0]) => void setParams({ rows: null, ...changes });

  return (
    <PageFrame
      title="People"
      time={<DateBar date={day.day} today={today} onChange={day.setDay} />}
      day={day}
      queries={[people]}
    >
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Input
          ref={searchBox}
          type="search"
          aria-label="Search by name"
          placeholder="Beginning of a name"
          value={params.q}
          onChange={({ target }) => void setParams({ q: target.value === '' ? null : target.value, rows: null })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          className="min-w-48 flex-1 sm:max-w-72"
        />
        <Select
          aria-label="Who"
          value={params.status}
          onChange={({ target }) =>
            setFilter({ status: EMPLOYEE_STATUSES.find((one) => one === target.value) ?? 'active' })
          }
        >
          {EMPLOYEE_STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS_LABELS[status]}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Department"
          value={params.department ?? ''}
          onChange={({ target }) => setFilter({ department: target.value === '' ? null : target.value })}
          className="max-w-52 flex-1 sm:flex-none"
        >
          <option value="">All departments</option>
          {departmentsOf(people.data, params.department).map((department) => (
            <option key={department} value={department}>
              {department}
            </option>
          ))}
        </Select>
        <a
          className={buttonClasses({ className: 'ml-auto' })}
          href={addressOf('/api/dashboard/employees/export', { site: site.code, ...asked })}
          download
          aria-label="Download as CSV"
        >
          <Download aria-hidden />
          CSV
        </a>
      </div>
      <DataPart query={people} errorTitle="The people could not be loaded" skeleton={<PeopleSkeleton />}>
        {(list) => (
          <ListPart
            list={list}
            date={day.param}
            isLoading={people.isFetching}
            isFiltered={q !== '' || params.department !== null || params.status !== 'active'}
            onMore={() => void setParams({ rows: wanted + PAGE_ROWS * 2 })}
            onClear={() => setFilter({ q: null, status: null, department: null })}
          />
        )}
      </DataPart>
    </PageFrame>
  );
}

type ListPartProps = {
  list: EmployeeList;
  date: string | null;
  isLoading: boolean;
  isFiltered: boolean;
  onMore(): void;
  onClear(): void;
};

function ListPart({ list, date, isLoading, isFiltered, onMore, onClear }: ListPartProps) {
  const count = list.rows.length;
  if (count === 0) return <NobodyFound isFiltered={isFiltered} onClear={onClear} />;
  const hasMore = list.nextCursor !== null;
  return (
    <>
      <PeopleTable list={list} date={date} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-ink-muted">
          {count === 1 ? '1 person' : `${count} people`} shown{hasMore ? ', there are more' : ''}
        </p>
        {hasMore && (
          <Button onClick={onMore} disabled={isLoading} className="print:hidden">
            {isLoading ? 'Loading' : 'Show more'}
          </Button>
        )}
      </div>
    </>
  );
}

function NobodyFound({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }) {
  const { user } = useHub();
  if (isFiltered) {
    return (
      <EmptyState icon={SearchX} title="Nobody found" action={<Button onClick={onClear}>Show everybody here</Button>}>
        The search finds people by the beginning of any part of their name. A department has only those with most of the
        day’s work there.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={UserPlus} title="There are no people yet">
      {user.role === 'admin'
        ? 'People come with the first sync of the time clock, or are added under Employees.'
        : 'People come with the first sync of the time clock, or when an admin adds them.'}
    </EmptyState>
  );
}

/** Those of the site, and the one of the URL even when the site has it no more. */
function departmentsOf(list: EmployeeList | undefined, chosen: string | null): string[] {
  const names = list?.departments.map((one) => one.department) ?? [];
  return chosen === null || names.includes(chosen) ? names : [...names, chosen];
}

/** The value once it has not changed for a while. */
function useSettled(value: string, millis: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}
