'use client';

import { useQuery } from '@tanstack/react-query';
import { type Ref, useDeferredValue, useId, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, fetchJson, type RequestError } from '@/components/query/fetch-json';
import { Input } from '@/components/ui/input';
import type { EmployeeList } from '@/lib/domain/employees/schema';

const MAX_FOUND = 8;

export type FoundPerson = { employeeId: number; name: string };

type PersonSearchProps = {
  label: string;
  ref?: Ref<HTMLInputElement>;
  /** Not offered. */
  without?: readonly number[];
  onChoose(person: FoundPerson): void;
};

/** Finds people as one types, by the beginning of any part of their name. Enter takes the first, arrows go through. */
export function PersonSearch({ label, ref, without = [], onChoose }: PersonSearchProps) {
  const site = useSite();
  const listId = useId();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const q = useDeferredValue(text.trim());
  const query = useQuery<EmployeeList, RequestError>({
    queryKey: ['people-search', site.code, q, MAX_FOUND],
    queryFn: async ({ signal }) => {
      const address = addressOf('/api/dashboard/employees', { site: site.code, q, limit: MAX_FOUND });
      const schema = () => import('@/lib/domain/employees/schema').then(({ employeeList }) => employeeList);
      return (await fetchJson(address, schema, signal)).data;
    },
    enabled: q.length > 0,
    staleTime: 10_000,
    retry: false,
  });
  const rows = q === '' ? [] : (query.data?.rows ?? []).filter((row) => !without.includes(row.employeeId));
  const chosen = Math.min(place, rows.length - 1);
  const choose = (person: FoundPerson | undefined) => {
    if (person === undefined) return;
    setText('');
    setPlace(0);
    onChoose({ employeeId: person.employeeId, name: person.name });
  };
  return (
    <div className="relative grid gap-1">
      <Input
        ref={ref}
        role="combobox"
        type="search"
        aria-label={label}
        aria-expanded={rows.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows.length > 0 ? `${listId}-${chosen}` : undefined}
        placeholder={label}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setPlace(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          else if (event.key === 'ArrowDown') setPlace(Math.min(chosen + 1, rows.length - 1));
          else if (event.key === 'ArrowUp') setPlace(Math.max(chosen - 1, 0));
          else if (event.key === 'Enter') choose(rows[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label="People found"
        hidden={rows.length === 0}
        className="overflow-hidden rounded-lg border bg-surface"
      >
        {rows.map((row, index) => (
          <button
            key={row.employeeId}
            id={`${listId}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => choose(row)}
            className="flex min-h-11 w-full items-center justify-between gap-3 px-3 text-left text-sm hover:bg-sunken aria-selected:bg-sunken lg:min-h-9"
          >
            <span className="truncate">{row.name}</span>
            <span className="shrink-0 text-xs text-ink-muted">
              {row.sources.length === 0 ? 'no login yet' : row.sources.join(', ')}
            </span>
          </button>
        ))}
      </div>
      {q !== '' && rows.length === 0 && !query.isFetching && (
        <p role="status" className="text-sm text-ink-muted">
          {query.error?.message ?? `Nobody here has a name that begins with “${q}”.`}
        </p>
      )}
    </div>
  );
}
