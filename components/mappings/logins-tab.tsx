'use client';

import { CircleCheckBig, SearchX } from 'lucide-react';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { ListSkeleton } from '@/components/alerts/alerts-skeleton';
import { focusEntry } from '@/components/alerts/attention-list';
import { PanelProblem } from '@/components/alerts/panel-frame';
import { TabFrame } from '@/components/alerts/tab-frame';
import type { SitePages } from '@/components/query/use-site-pages';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { isLikely, sameMatches, unmatchedUsers } from '@/lib/domain/identity/prepare-bulk';
import type { MappedIdentity, MappingList } from '@/lib/domain/identity/schema';
import { LoginList } from './login-list';
import type { PanelKeys } from './login-panel';
import type { MappingTab } from './url-state';
import type { useDecide } from './use-decide';
import { useListKeys } from './use-list-keys';

const LoginPanel = lazy(() => import('./login-panel'));
const BulkDialog = lazy(() => import('./bulk-dialog'));

type LoginsTabProps = {
  tab: Exclude<MappingTab, 'people' | 'changes'>;
  query: SitePages<MappingList>;
  decide: ReturnType<typeof useDecide>;
  selected: number | null;
  onSelect(id: number | null): void;
  isSearching: boolean;
  onClearSearch(): void;
  onUndo: RefObject<(() => void) | null>;
};

const LABELS = { waiting: 'Logins that wait', linked: 'Linked logins', ignored: 'Ignored logins' };

/** Logins and beside them the details of one: those that wait, or those that are linked or ignored. */
export function LoginsTab(props: LoginsTabProps) {
  const { tab, query, decide, selected, onSelect, isSearching, onClearSearch, onUndo } = props;
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set());
  const [bulk, setBulk] = useState<'link' | 'create' | null>(null);
  const rows = query.data?.rows ?? [];
  const ids = rows.map(({ id }) => id);
  const opened = rows.find(({ id }) => id === selected);
  const toggle = (id: number) =>
    setChecked((known) => new Set(known.has(id) ? [...known].filter((one) => one !== id) : [...known, id]));
  const panelKeys: RefObject<PanelKeys | null> = useListKeys({
    ids,
    selected,
    onSelect: (id) => {
      decide.clearProblem();
      onSelect(id);
    },
    onCheck: (id) => {
      if (rows.some((row) => row.id === id && isLikely(row))) toggle(id);
    },
    onUndo,
  });
  const goOn = () => {
    const place = selected === null ? -1 : ids.indexOf(selected);
    const next = ids[place + 1] ?? ids[place - 1] ?? null;
    onSelect(next);
    if (next !== null) requestAnimationFrame(() => focusEntry(next));
  };
  const ticked = rows.filter((row) => checked.has(row.id) && isLikely(row));
  const isWaiting = tab === 'waiting';
  const bulkRows = bulk === 'create' ? unmatchedUsers(rows) : ticked.length > 0 ? ticked : sameMatches(rows);
  return (
    <>
      <TabFrame
        hint="Choose a login to see whose it may be and what linking it would move."
        list={
          <DataPart
            query={query}
            errorTitle="The logins could not be loaded"
            skeleton={<ListSkeleton />}
            isEmpty={(data) => data.rows.length === 0}
            empty={<NoLogins tab={tab} isSearching={isSearching} onClear={onClearSearch} />}
          >
            {(data) => (
              <div className="grid gap-3">
                {isWaiting && <BulkBar rows={data.rows} ticked={ticked.length} onBulk={setBulk} />}
                {decide.problem !== null && opened === undefined && <PanelProblem message={decide.problem.message} />}
                <LoginList
                  label={LABELS[tab]}
                  rows={data.rows}
                  selected={selected}
                  onSelect={(id) => {
                    decide.clearProblem();
                    onSelect(id);
                  }}
                  checked={isWaiting ? checked : null}
                  onCheck={toggle}
                  hasMore={query.hasMore}
                  isLoadingMore={query.isFetching}
                  onMore={query.more}
                />
              </div>
            )}
          </DataPart>
        }
        panel={
          opened === undefined ? null : (
            <LoginPanel
              key={`${opened.id}/${opened.status}`}
              login={opened}
              decide={decide}
              keys={panelKeys}
              onDecided={goOn}
              onClose={() => onSelect(null)}
            />
          )
        }
      />
      {bulk !== null && (
        <Suspense fallback={null}>
          <BulkDialog
            mode={bulk}
            logins={bulkRows}
            decide={decide}
            onClose={(isDone) => {
              setBulk(null);
              if (isDone) setChecked(new Set());
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type BulkBarProps = {
  rows: readonly MappedIdentity[];
  ticked: number;
  onBulk(mode: 'link' | 'create'): void;
};

/** What can be settled at once. */
function BulkBar({ rows, ticked, onBulk }: BulkBarProps) {
  const matches = sameMatches(rows).length;
  const unmatched = unmatchedUsers(rows).length;
  if (ticked === 0 && matches < 2 && unmatched < 2) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {ticked > 0 ? (
        <Button variant="primary" onClick={() => onBulk('link')}>
          Confirm {ticked} ticked
        </Button>
      ) : (
        matches > 1 && <Button onClick={() => onBulk('link')}>Confirm {matches} high matches</Button>
      )}
      {unmatched > 1 && <Button onClick={() => onBulk('create')}>Add {unmatched} people nobody is like</Button>}
    </div>
  );
}

type NoLoginsProps = { tab: LoginsTabProps['tab']; isSearching: boolean; onClear(): void };

function NoLogins({ tab, isSearching, onClear }: NoLoginsProps) {
  if (isSearching) {
    return (
      <EmptyState icon={SearchX} title="No login found" action={<Button onClick={onClear}>Clear the search</Button>}>
        The search looks at names, ids and emails of logins, and at the names of their people.
      </EmptyState>
    );
  }
  if (tab === 'waiting') {
    return (
      <EmptyState icon={CircleCheckBig} title="Every login has its person">
        New ones come here by themselves with their first scan or punch.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheckBig} title={tab === 'linked' ? 'No login is linked yet' : 'No login is ignored'}>
      {tab === 'linked'
        ? 'Link those that wait: their scans and punches then count for their people, also past ones.'
        : 'System accounts and tests that somebody ignores are kept here, and can be counted again.'}
    </EmptyState>
  );
}
