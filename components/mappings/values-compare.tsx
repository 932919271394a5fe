'use client';

import { Button } from '@/components/ui/button';
import type { MappedIdentity } from '@/lib/domain/identity/schema';

type ValuesCompareProps = {
  login: MappedIdentity;
  busy: boolean;
  /** Takes a value of Connecteam over for the linked person. */
  onTakeOver(changes: { name?: string; email?: string | null }): void;
};

/** What Connecteam says beside what the hub has; ours never follows by itself. */
export function ValuesCompare({ login, busy, onTakeOver }: ValuesCompareProps) {
  const { connecteam, employee } = login;
  if (connecteam === null) return null;
  const state = connecteam.isGone ? 'gone' : connecteam.isArchived ? 'archived' : 'active';
  const rows = [
    {
      label: 'Name',
      theirs: connecteam.name,
      ours: employee?.name ?? null,
      take: { name: connecteam.name },
    },
    {
      label: 'Email',
      theirs: connecteam.email,
      ours: employee?.email ?? null,
      take: { email: connecteam.email },
    },
    { label: 'State', theirs: state, ours: employee === null ? null : employee.isArchived ? 'archived' : 'active' },
    { label: 'Title', theirs: connecteam.title, ours: null },
  ];
  return (
    <table aria-label="Connecteam and hub" className="w-full table-fixed text-sm">
      <thead>
        <tr className="border-b text-left text-[0.8125rem] text-ink-muted">
          <th scope="col" className="w-16 py-1 font-normal">
            <span className="sr-only">Value</span>
          </th>
          <th scope="col" className="py-1 pr-2 font-normal">
            Connecteam
          </th>
          <th scope="col" className="py-1 font-normal">
            Hub
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, theirs, ours, take }) => {
          const differs = employee !== null && take !== undefined && theirs !== null && theirs !== ours;
          return (
            <tr key={label} className="border-b align-top last:border-b-0">
              <th scope="row" className="py-1.5 text-left font-normal text-ink-muted">
                {label}
              </th>
              <td className="py-1.5 pr-2 [overflow-wrap:anywhere]">{theirs ?? '–'}</td>
              <td className="py-1.5 [overflow-wrap:anywhere]">
                <span className={differs ? 'text-warn' : undefined}>{ours ?? '–'}</span>
                {differs && (
                  <Button
                    disabled={busy}
                    aria-label={`Take over: ${label}`}
                    onClick={() => onTakeOver(take)}
                    className="mt-1 lg:min-h-7 lg:px-2"
                  >
                    Take over
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
