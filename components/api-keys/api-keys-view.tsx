'use client';

import { KeyRound, Plus } from 'lucide-react';
import { parseAsInteger, parseAsStringLiteral, useQueryState } from 'nuqs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { Segmented } from '@/components/layout/segmented';
import { useShortcuts } from '@/components/layout/use-shortcuts';
import { useNow } from '@/components/live/live-provider';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import type { ApiKeyAnswer, ApiKeyList } from '@/lib/platform/auth/api-key-schema';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';
import { KEY_FILE } from './key-file';
import { keyState, SCOPE_TEXTS } from './key-texts';

const NewKeyDialog = lazy(() => import('./new-key-dialog'));
const KeyDialog = lazy(() => import('./key-dialog'));

const SHOWN = ['good', 'all'] as const;
const STATE_LOOKS = { active: 'text-good', ending: 'text-warn', expired: 'text-ink-muted', revoked: 'text-ink-muted' };

/** The keys with which programs ask the API of the site. */
export function ApiKeysView({ initial }: { initial: Initial<ApiKeyList> }) {
  const { timeZone, name: siteName } = useSite();
  const now = useNow();
  const [shown, setShown] = useQueryState('show', parseAsStringLiteral(SHOWN).withDefault('good'));
  const [openId, setOpenId] = useQueryState('key', parseAsInteger.withOptions({ history: 'push' }));
  const [isMaking, setMaking] = useState(false);
  const keys = useSiteQuery<ApiKeyList>({
    path: '/api/admin/api-keys',
    params: {},
    schema: () => import('@/lib/platform/auth/api-key-schema').then(({ apiKeyList }) => apiKeyList),
    initial,
  });
  useShortcuts(useMemo(() => [{ keys: 'n', label: 'New API key', run: () => setMaking(true) }], []));
  const isGood = (key: ApiKeyAnswer) => ['active', 'ending'].includes(keyState(key, now, timeZone).kind);
  const opened = keys.data?.rows.find(({ id }) => id === openId);
  const visible = keys.data?.rows.filter((key) => shown === 'all' || isGood(key)) ?? [];
  const makeButton = (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      New key
    </Button>
  );
  return (
    <PageFrame
      title="API keys"
      queries={[keys]}
      actions={
        <>
          <Segmented
            label="Which keys"
            options={[
              { value: 'good', label: 'Good now' },
              { value: 'all', label: 'Also ended' },
            ]}
            value={shown}
            onChange={(value) => void setShown(value)}
          />
          <CsvButton file="api-keys" rows={visible} columns={KEY_FILE} />
          {makeButton}
        </>
      }
    >
      <DataPart
        query={keys}
        errorTitle="The keys could not be loaded"
        skeleton={<Skeleton className="h-64 rounded-xl" />}
      >
        {({ rows }) =>
          visible.length === 0 ? (
            <EmptyState
              icon={KeyRound}
              title={rows.length === 0 ? 'No key yet' : 'No key is good now'}
              action={makeButton}
            >
              Programs need a key to send scans to {siteName} or to read its numbers. What they can ask is described
              under <b>/api/docs</b>.
            </EmptyState>
          ) : (
            <DataTable
              label="API keys"
              rows={visible}
              columns={columnsAt(now, timeZone, (id) => void setOpenId(id))}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void setOpenId(id)}
            />
          )
        }
      </DataPart>
      {isMaking && (
        <Suspense fallback={null}>
          <NewKeyDialog onClose={() => setMaking(false)} />
        </Suspense>
      )}
      {opened !== undefined && (
        <Suspense fallback={null}>
          <KeyDialog key={opened.id} apiKey={opened} onClose={() => void setOpenId(null)} />
        </Suspense>
      )}
    </PageFrame>
  );
}

function columnsAt(now: EpochSeconds, timeZone: string, onOpen: (id: number) => void): TableColumn<ApiKeyAnswer>[] {
  return [
    {
      id: 'name',
      label: 'Key',
      first: 'asc',
      className: 'min-w-44',
      sortBy: ({ name }) => name.toLowerCase(),
      cell: (key) => (
        <button
          type="button"
          onClick={() => onOpen(key.id)}
          className="grid min-h-11 max-w-40 content-center text-left sm:max-w-72"
        >
          <span className="truncate font-medium underline-offset-4 group-hover:underline">{key.name}</span>
          <span className="truncate font-mono text-xs text-ink-muted">{key.prefix}…</span>
        </button>
      ),
    },
    {
      id: 'scopes',
      label: 'May',
      cell: ({ scopes }) => scopes.map((scope) => SCOPE_TEXTS[scope].label).join(', '),
    },
    {
      id: 'state',
      label: 'State',
      cell: (key) => {
        const { kind, text } = keyState(key, now, timeZone);
        return <span className={cn('whitespace-nowrap', STATE_LOOKS[kind])}>{text}</span>;
      },
    },
    {
      id: 'made',
      label: 'Made',
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt, createdBy }) => (
        <span className="whitespace-nowrap">
          {formatMoment(fromIsoInstant(createdAt), timeZone)} <span className="text-ink-muted">by {createdBy}</span>
        </span>
      ),
    },
    {
      id: 'used',
      label: 'Last used',
      title: 'Within a minute',
      align: 'right',
      sortBy: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : `${formatAge(now - fromIsoInstant(lastUsedAt))} ago`),
    },
  ];
}
