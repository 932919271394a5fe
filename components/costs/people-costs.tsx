import { SearchX } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { EmptyState } from '@/components/state/empty-state';
import { DataTable } from '@/components/table/data-table';
import type { SortState } from '@/components/table/sort-state';
import { TableSection } from '@/components/table/table-section';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { filterPeople, type PeopleFilter, UNASSIGNED } from '@/lib/domain/costs/people-view';
import type { CostAnalysis } from '@/lib/domain/costs/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { peopleColumns } from './people-columns';

export const DEFAULT_SORT: SortState = { column: 'labour', direction: 'desc' };

type PeopleCostsProps = {
  costs: CostAnalysis;
  filter: PeopleFilter;
  onFilter(changes: Partial<PeopleFilter>): void;
  onOpen(employeeId: number): void;
  csv: string;
  searchBox: RefObject<HTMLInputElement | null>;
};

/** Everybody with what they cost; a row opens the person. */
export function PeopleCosts({ costs, filter, onFilter, onOpen, csv, searchBox }: PeopleCostsProps) {
  const rows = useMemo(() => filterPeople(costs.people, filter), [costs.people, filter]);
  const columns = useMemo(
    () => peopleColumns(costs.currency, onOpen, filter.department),
    [costs.currency, onOpen, filter.department],
  );
  const isFiltered = rows.length < costs.people.length;
  return (
    <TableSection
      id="people"
      title="People"
      note={`${isFiltered ? `${formatNumber(rows.length)} of ` : ''}${formatNumber(costs.people.length)} people. A row opens the person day by day.`}
      csv={csv}
      controls={
        <>
          <Select
            aria-label="Department"
            value={filter.department ?? ''}
            onChange={({ target }) => onFilter({ department: target.value === '' ? null : target.value })}
          >
            <option value="">All departments</option>
            {costs.departments.map(({ department }) => (
              <option key={department ?? UNASSIGNED} value={department ?? UNASSIGNED}>
                {department ?? 'Unassigned'}
              </option>
            ))}
          </Select>
          <Select
            aria-label="Rates"
            value={filter.rates}
            onChange={({ target }) => onFilter({ rates: target.value === 'default' ? 'default' : 'all' })}
          >
            <option value="all">All rates</option>
            <option value="default">Default rate only</option>
          </Select>
          <Input
            ref={searchBox}
            type="search"
            aria-label="Search people"
            placeholder="Search people"
            value={filter.q}
            onChange={({ target }) => onFilter({ q: target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            className="max-sm:order-first max-sm:basis-full sm:w-52"
          />
        </>
      }
    >
      <p className="sr-only" role="status">
        {rows.length === 1 ? '1 person' : `${rows.length} people`} shown
      </p>
      {rows.length > 0 ? (
        <DataTable
          label="Cost of the people"
          rows={rows}
          columns={columns}
          rowKey={(row) => row.employeeId}
          defaultSort={DEFAULT_SORT}
          onOpen={(row) => onOpen(row.employeeId)}
        />
      ) : (
        <EmptyState
          icon={SearchX}
          title="Nobody found"
          action={<Button onClick={() => onFilter({ q: '', rates: 'all', department: null })}>Show everybody</Button>}
        >
          {filter.q.trim() === ''
            ? 'Nobody fits all of the filters.'
            : `Nobody who fits the filters has “${filter.q.trim()}” in their name.`}
        </EmptyState>
      )}
    </TableSection>
  );
}
