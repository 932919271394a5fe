'use client';

import { Download } from 'lucide-react';
import type { RefObject } from 'react';
import { buttonClasses } from '@/components/ui/button-classes';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { AnySortColumn } from '@/lib/domain/leaderboard/columns';
import type { BoardDepartment } from '@/lib/domain/leaderboard/schema';
import type { BoardParams, SetBoardParams } from './board-part';
import type { BoardColumn } from './board-table';
import { DepartmentFilter } from './department-filter';

type BoardToolbarProps<Row, Column extends AnySortColumn> = {
  departments: readonly BoardDepartment[];
  columns: readonly BoardColumn<Row, Column>[];
  params: BoardParams & { sort: Column };
  setParams: SetBoardParams;
  searchBox: RefObject<HTMLInputElement | null>;
  exportPath: string;
};

/** Department filter, search, order (on small screens) and export of a board. */
export function BoardToolbar<Row, Column extends AnySortColumn>(props: BoardToolbarProps<Row, Column>) {
  const { departments, columns, params, setParams, searchBox, exportPath } = props;
  const sortable = columns.flatMap(({ id, label, first }) =>
    id === 'trend' || first === undefined ? [] : [{ id, label, first }],
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-2 lg:grid-cols-[minmax(0,1fr)_auto]">
      <DepartmentFilter
        departments={departments}
        chosen={params.department}
        onChoose={(department) => setParams({ department })}
      />
      <div className="flex min-w-0 items-center gap-2 print:hidden">
        <Select
          aria-label="Sort by"
          value={params.sort}
          onChange={(event) => {
            const chosen = sortable.find(({ id }) => id === event.target.value);
            if (chosen !== undefined) setParams({ sort: chosen.id, direction: chosen.first });
          }}
          className="w-28 shrink-0 lg:hidden"
        >
          {sortable.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Input
          ref={searchBox}
          type="search"
          aria-label="Search people"
          placeholder="Search people"
          value={params.q}
          onChange={(event) => setParams({ q: event.target.value === '' ? null : event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          className="flex-1 lg:w-56 lg:flex-none"
        />
        <a className={buttonClasses()} href={exportPath} download aria-label="Download as CSV">
          <Download aria-hidden />
          <span className="max-sm:hidden">CSV</span>
        </a>
      </div>
    </div>
  );
}
