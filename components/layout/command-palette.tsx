'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { CalendarDays, type LucideIcon, User } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { timeParams } from '@/components/date/url-state';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf, fetchJson, type RequestError } from '@/components/query/fetch-json';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import type { EmployeeList } from '@/lib/domain/employees/schema';
import { addDays } from '@/lib/platform/time/business-day';
import { useHref, useSite } from './hub-context';
import { PAGE_ICONS } from './page-icons';
import { pageOf } from './pages';
import { usePages } from './use-pages';

type CommandPaletteProps = { isOpen: boolean; onOpenChange(isOpen: boolean): void };

/** Goes anywhere by typing: pages, people, days. */
export default function CommandPalette({ isOpen, onOpenChange }: CommandPaletteProps) {
  const [text, setText] = useState('');
  const router = useRouter();
  const href = useHref();
  const pages = usePages();
  const { today } = useLiveFeed();
  const [, setTime] = useQueryStates(timeParams);
  const isOfDay = pageOf(usePathname())?.time.startsWith('day') === true;
  const people = usePeople(text, isOpen);
  const [selected, setSelected] = useState('');
  const [hasChosen, setHasChosen] = useState(false);
  const first = people.rows[0];
  const best = first === undefined ? null : entryOf(first);
  // People are found a moment after pages and stand above them; whoever has not moved on means the first of all.
  useEffect(() => {
    if (best !== null && !hasChosen) setSelected(best);
  }, [best, hasChosen]);
  const type = (typed: string) => {
    setText(typed);
    setHasChosen(false);
  };
  const close = () => {
    onOpenChange(false);
    type('');
  };
  const go = (path: string) => {
    close();
    router.push(path);
  };
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? onOpenChange(true) : close())}>
      <DialogContent aria-describedby={undefined} className="top-[12dvh] max-w-xl translate-y-0 gap-0 p-0">
        <DialogTitle className="sr-only">Search and commands</DialogTitle>
        <Command
          label="Search and commands"
          loop
          className="grid"
          value={selected}
          onValueChange={setSelected}
          onKeyDown={({ key }) => {
            if (key.startsWith('Arrow')) setHasChosen(true);
          }}
          onPointerMove={() => setHasChosen(true)}
        >
          <Command.Input
            value={text}
            onValueChange={type}
            placeholder="Go to a page, a person, a day"
            className="min-h-13 w-full border-b bg-transparent px-4 pr-14 text-base outline-none placeholder:text-ink-muted"
          />
          <Command.List className="max-h-[55dvh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-muted">
            <Command.Empty className="px-3 py-6 text-center text-sm text-ink-muted">
              {people.isFetching ? 'Searching' : (people.error?.message ?? 'Nothing found.')}
            </Command.Empty>
            {people.rows.length > 0 && (
              <Command.Group heading="People">
                {people.rows.map(({ employeeId, name, department }) => (
                  <Entry
                    key={employeeId}
                    value={entryOf({ name, employeeId })}
                    icon={User}
                    note={department}
                    // What the server found fits, also where the letters differ (José, jose).
                    keywords={[text]}
                    onSelect={() => go(href(`/employees/${employeeId}`))}
                  >
                    {name}
                  </Entry>
                ))}
              </Command.Group>
            )}
            <Command.Group heading="Pages">
              {pages.map((page) => (
                <Entry
                  key={page.path}
                  value={page.name}
                  icon={PAGE_ICONS[page.path]}
                  note={`g ${page.letter}`}
                  onSelect={() => go(href(page.path))}
                >
                  {page.name}
                </Entry>
              ))}
            </Command.Group>
            {isOfDay && (
              <Command.Group heading="Day">
                {[
                  { label: 'Today', date: null },
                  { label: 'Yesterday', date: addDays(today, -1) },
                  { label: 'A week ago', date: addDays(today, -7) },
                ].map(({ label, date }) => (
                  <Entry
                    key={label}
                    value={label}
                    icon={CalendarDays}
                    note={date}
                    onSelect={() => {
                      close();
                      void setTime({ date, from: null, to: null });
                    }}
                  >
                    {label}
                  </Entry>
                ))}
              </Command.Group>
            )}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

/** Names one entry among all, also where two people have the same name. */
function entryOf({ name, employeeId }: { name: string; employeeId: number }): string {
  return `${name} #${employeeId}`;
}

type EntryProps = {
  value: string;
  icon: LucideIcon | undefined;
  note?: string | null;
  keywords?: string[];
  onSelect(): void;
  children: ReactNode;
};

function Entry({ value, icon: Icon, note, keywords, onSelect, children }: EntryProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2.5 text-sm data-[selected=true]:bg-sunken lg:min-h-10"
    >
      {Icon !== undefined && <Icon className="size-4 shrink-0 text-ink-muted" aria-hidden />}
      <span className="truncate">{children}</span>
      {note !== undefined && note !== null && <span className="ml-auto shrink-0 text-xs text-ink-muted">{note}</span>}
    </Command.Item>
  );
}

/** People whose name has a word that begins with what was typed. */
function usePeople(text: string, isOpen: boolean) {
  const site = useSite();
  const q = useDeferredValue(text.trim());
  const query = useQuery<EmployeeList, RequestError>({
    queryKey: ['people-search', site.code, q],
    queryFn: async ({ signal }) => {
      const address = addressOf('/api/dashboard/employees', { site: site.code, q, limit: 8 });
      const schema = () => import('@/lib/domain/employees/schema').then(({ employeeList }) => employeeList);
      return (await fetchJson(address, schema, signal)).data;
    },
    enabled: isOpen && q.length > 0,
    staleTime: 30_000,
    retry: false,
  });
  return { rows: q.length > 0 ? (query.data?.rows ?? []) : [], isFetching: query.isFetching, error: query.error };
}
