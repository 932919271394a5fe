'use client';

import { FileUp, SearchX, UserRoundX } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useHref, useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { addressOf } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { DataTable } from '@/components/table/data-table';
import { TableSection } from '@/components/table/table-section';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { PayList } from '@/lib/domain/payrates/schema';
import { filterPay } from '@/lib/domain/payrates/view';
import { formatMoney } from '@/lib/platform/format/money';
import { formatNumber } from '@/lib/platform/format/number';
import { firstDraft, type RateDraft } from './draft';
import { payColumns } from './pay-columns';

const RateDialog = lazy(() => import('./rate-dialog'));
const ImportDialog = lazy(() => import('./import-dialog'));

const filterParams = {
  rates: parseAsStringLiteral(['all', 'unset']).withDefault('all'),
  q: parseAsString.withDefault(''),
};

const WIDE = '(min-width: 64rem)';

type Editing = { employeeId: number; draft: RateDraft };

/** What everybody is paid today; edited in the row, imported from a file, always with the effect on cost before saving. */
export function PayRatesView({ initial }: { initial: Initial<PayList> }) {
  const site = useSite();
  const href = useHref();
  const [filter, setFilter] = useQueryStates(filterParams);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [opened, setOpened] = useState<{ employeeId: number; draft: RateDraft | null } | null>(null);
  const [isImporting, setImporting] = useState(false);
  const pay = useSiteQuery<PayList>({
    path: '/api/admin/pay-rates',
    params: {},
    schema: () => import('@/lib/domain/payrates/schema').then(({ payList }) => payList),
    initial,
  });
  const { data } = pay;
  const rows = useMemo(() => filterPay(data?.rows ?? [], filter), [data, filter]);
  const today = data?.today ?? site.today;
  const columns = useMemo(
    () =>
      payColumns({
        currency: site.currency,
        editing,
        personHref: (id) => href(`/employees/${id}`),
        onOpen: (employeeId) => setOpened({ employeeId, draft: null }),
        onEdit: (row) => {
          // Where the table scrolls sideways the fields of a row would not be seen together.
          if (window.matchMedia(WIDE).matches) {
            setEditing({ employeeId: row.employeeId, draft: firstDraft(row, today) });
          } else setOpened({ employeeId: row.employeeId, draft: null });
        },
        onDraft: (changes) => setEditing((known) => known && { ...known, draft: { ...known.draft, ...changes } }),
        onPreview: () => setOpened(editing),
        onCancel: () => setEditing(null),
      }),
    [site.currency, editing, href, today],
  );
  const person = data?.rows.find(({ employeeId }) => employeeId === opened?.employeeId);
  const unset = data?.rows.filter(({ current }) => current === null).length ?? 0;
  return (
    <PageFrame
      title="Pay rates"
      queries={[pay]}
      actions={
        <Button onClick={() => setImporting(true)}>
          <FileUp aria-hidden />
          Import CSV
        </Button>
      }
    >
      <DataPart
        query={pay}
        errorTitle="The pay rates could not be loaded"
        skeleton={<Skeleton className="h-96 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon={UserRoundX} title="Nobody to pay yet">
            People come with the first sync of the time clock, or are added under Employees.
          </EmptyState>
        }
      >
        {({ defaultHourlyCents }) => (
          <TableSection
            title="People"
            note={`${formatNumber(rows.length)} of ${formatNumber(data?.rows.length ?? 0)} people. ${
              unset === 0
                ? 'Everybody has a rate.'
                : `${formatNumber(unset)} without a rate count at the default of ${formatMoney(defaultHourlyCents, site.currency)} an hour.`
            }`}
            csv={addressOf('/api/admin/pay-rates/export', { site: site.code, ...filter })}
            controls={
              <>
                <Select
                  aria-label="Rates"
                  value={filter.rates}
                  onChange={({ target }) => void setFilter({ rates: target.value === 'unset' ? 'unset' : null })}
                >
                  <option value="all">All people</option>
                  <option value="unset">Not set ({unset})</option>
                </Select>
                <Input
                  type="search"
                  aria-label="Search people"
                  placeholder="Search"
                  value={filter.q}
                  onChange={({ target }) => void setFilter({ q: target.value === '' ? null : target.value })}
                  className="w-44 max-sm:flex-1"
                />
              </>
            }
          >
            {rows.length === 0 ? (
              <EmptyState
                icon={SearchX}
                title="Nobody fits"
                action={<Button onClick={() => void setFilter(null)}>Show everybody</Button>}
              >
                {filter.q === '' ? 'Everybody has a rate.' : 'No name or email fits the search.'}
              </EmptyState>
            ) : (
              <DataTable label="Pay rates" rows={rows} columns={columns} rowKey={({ employeeId }) => employeeId} />
            )}
          </TableSection>
        )}
      </DataPart>
      {person !== undefined && opened !== null && (
        <Suspense fallback={null}>
          <RateDialog
            key={person.employeeId}
            person={person}
            draft={opened.draft}
            today={today}
            onChanged={pay.retry}
            onClose={(isSaved) => {
              setOpened(null);
              if (isSaved) setEditing(null);
            }}
          />
        </Suspense>
      )}
      {isImporting && (
        <Suspense fallback={null}>
          <ImportDialog onChanged={pay.retry} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </PageFrame>
  );
}
