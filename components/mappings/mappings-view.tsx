'use client';

import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { PageFrame } from '@/components/layout/page-frame';
import { Segmented } from '@/components/layout/segmented';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useKept } from '@/components/query/use-kept';
import { useSitePages } from '@/components/query/use-site-pages';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { Input } from '@/components/ui/input';
import type { ChangeList, ClocklessList, MappingCounts, MappingList } from '@/lib/domain/identity/schema';
import { ChangeBar } from './change-bar';
import { ChangesTab } from './changes-tab';
import { LoginsTab } from './logins-tab';
import { PeopleTab } from './people-tab';
import { loginParams, type MappingTab, mappingParams } from './url-state';
import { type DoneChange, undoOf, useDecide } from './use-decide';

const FRESH_SECONDS = 15;
const schemas = () => import('@/lib/domain/identity/schema');

/** Of the tab that the page was asked for with; the others are undefined. */
export type MappingsInitial = {
  counts: Initial<MappingCounts>;
  logins?: Initial<MappingList>;
  people?: Initial<ClocklessList>;
  changes?: Initial<ChangeList>;
};

/** Whose scans and punches are these: what waits for a decision, what was decided, and the way back. */
export function MappingsView({ initial }: { initial: MappingsInitial }) {
  const [{ tab, q, item }, setParams] = useQueryStates(mappingParams);
  const [change, setChange] = useState<DoneChange | null>(null);
  const decide = useDecide(setChange);
  const undo = useRef<(() => void) | null>(null);
  useEffect(() => {
    // Also while what is shown is still read again after the change.
    const canUndo = change !== null && change.changeIds.length > 0 && decide.busy !== 'undo';
    undo.current = canUndo ? () => void decide.send(undoOf(change)) : null;
  });
  const isOfLogins = tab === 'waiting' || tab === 'linked' || tab === 'ignored';
  const counts = useSiteQuery<MappingCounts>({
    path: '/api/admin/mappings/counts',
    params: {},
    schema: () => schemas().then(({ mappingCounts }) => mappingCounts),
    initial: initial.counts,
    everySeconds: FRESH_SECONDS,
  });
  const logins = useSitePages<MappingList>({
    path: '/api/admin/mappings',
    params: loginParams(tab, q),
    schema: () => schemas().then(({ mappingList }) => mappingList),
    initial: initial.logins,
    everySeconds: FRESH_SECONDS,
    isEnabled: isOfLogins,
  });
  const kept = useKept(logins, tab);
  const people = useSiteQuery<ClocklessList>({
    path: '/api/admin/mappings/people',
    params: {},
    schema: () => schemas().then(({ clocklessList }) => clocklessList),
    initial: initial.people,
    everySeconds: FRESH_SECONDS,
    isEnabled: tab === 'people',
  });
  const changes = useSitePages<ChangeList>({
    path: '/api/admin/mappings/changes',
    params: {},
    schema: () => schemas().then(({ changeList }) => changeList),
    initial: initial.changes,
    everySeconds: FRESH_SECONDS,
    isEnabled: tab === 'changes',
  });
  const searchBox = useRef<HTMLInputElement>(null);
  useShortcuts(useMemo<Shortcut[]>(() => [{ keys: '/', label: 'Search', run: () => searchBox.current?.focus() }], []));
  const select = useCallback(
    (id: number | null) => void setParams({ item: id }, { history: id === null || item !== null ? 'replace' : 'push' }),
    [setParams, item],
  );
  return (
    <PageFrame title="Mappings" queries={[isOfLogins ? logins : tab === 'people' ? people : changes]}>
      <div className={item === null ? 'grid gap-3' : 'grid gap-3 max-lg:hidden'}>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="-mx-3 max-w-[100vw] overflow-x-auto px-3 [scrollbar-width:none] sm:mx-0 sm:px-0">
            <Segmented
              label="What is shown"
              options={tabsWith(counts.data)}
              value={tab}
              onChange={(value) => {
                decide.clearProblem();
                void setParams({ tab: value, item: null, q: null });
              }}
            />
          </div>
          {isOfLogins && (
            <Input
              ref={searchBox}
              type="search"
              aria-label="Search logins"
              placeholder="Login, email or person"
              value={q}
              onChange={({ target }) => void setParams({ q: target.value === '' ? null : target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur();
              }}
              className="min-w-48 flex-1 sm:max-w-72"
            />
          )}
        </div>
      </div>
      {change !== null && (
        <ChangeBar key={change.changeIds.join()} change={change} onUndone={setChange} onClose={() => setChange(null)} />
      )}
      {isOfLogins && (
        <LoginsTab
          key={tab}
          tab={tab}
          query={{ ...logins, ...kept }}
          decide={decide}
          selected={item}
          onSelect={select}
          isSearching={q.trim() !== ''}
          onClearSearch={() => void setParams({ q: null })}
          onUndo={undo}
        />
      )}
      {tab === 'people' && (
        <PeopleTab
          query={people}
          decide={decide}
          onOpenLogin={(id) => void setParams({ tab: 'waiting', q: null, item: id })}
        />
      )}
      {tab === 'changes' && <ChangesTab query={changes} decide={decide} />}
    </PageFrame>
  );
}

function tabsWith(counts: MappingCounts | undefined): { value: MappingTab; label: string }[] {
  const counted = (label: string, count: number | undefined) =>
    count === undefined || count === 0 ? label : `${label} ${count}`;
  return [
    { value: 'waiting', label: counted('Needs attention', counts?.logins) },
    { value: 'people', label: counted('No clock login', counts?.people) },
    { value: 'linked', label: 'Linked' },
    { value: 'ignored', label: 'Ignored' },
    { value: 'changes', label: 'Changes' },
  ];
}
