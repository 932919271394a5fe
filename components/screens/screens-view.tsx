'use client';

import { MonitorPlay, Plus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { lazy, Suspense, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { useNow } from '@/components/live/live-provider';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { CsvButton } from '@/components/table/csv-button';
import { DataTable, type TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { BOARD_LABELS, SCREEN_STATUS_LABELS } from '@/lib/domain/screens/labels';
import type { ListedScreen, ScreenList } from '@/lib/domain/screens/schema';
import { formatAge } from '@/lib/platform/time/format';
import { type EpochSeconds, fromIsoInstant } from '@/lib/platform/time/instant';

import { SCREEN_FILE } from './screen-file';

const PairDialog = lazy(() => import('./pair-dialog'));
const ScreenDialog = lazy(() => import('./screen-dialog'));
/** Whether a screen is there changes with time alone. */
const LOOK_SECONDS = 10;

/** The screens of the site: which are on, what they show, a new one by its code. */
export function ScreensView({ initial }: { initial: Initial<ScreenList> }) {
  const site = useSite();
  const now = useNow();
  const [code, setCode] = useQueryState('code', parseAsString);
  const [isPairing, setPairing] = useState(code !== null);
  const [openId, setOpenId] = useState<number | null>(null);
  const screens = useSiteQuery<ScreenList>({
    path: '/api/admin/screens',
    params: {},
    schema: () => import('@/lib/domain/screens/schema').then(({ screenList }) => screenList),
    initial,
    everySeconds: LOOK_SECONDS,
  });
  const opened = screens.data?.rows.find(({ id }) => id === openId);
  const pairButton = (
    <Button variant="primary" onClick={() => setPairing(true)}>
      <Plus aria-hidden />
      Pair a screen
    </Button>
  );
  return (
    <PageFrame
      title="Screens"
      queries={[screens]}
      actions={
        <>
          <CsvButton file="screens" rows={screens.data?.rows} columns={SCREEN_FILE} />
          {pairButton}
        </>
      }
    >
      <DataPart
        query={screens}
        errorTitle="The screens could not be loaded"
        skeleton={<Skeleton className="h-64 rounded-xl" />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon={MonitorPlay} title="No screen yet" action={pairButton}>
            Open the address of this hub with <b>/tv</b> at the end in the browser of a TV. It shows a code: type it
            here, and the screen is on, for good.
          </EmptyState>
        }
      >
        {({ rows }) => (
          <DataTable label="Screens" rows={rows} columns={columnsAt(now, setOpenId)} rowKey={({ id }) => id} />
        )}
      </DataPart>
      {isPairing && (
        <Suspense fallback={null}>
          <PairDialog
            siteCode={site.code}
            code={code ?? ''}
            onClose={(isPaired) => {
              setPairing(false);
              void setCode(null);
              if (isPaired) screens.retry();
            }}
          />
        </Suspense>
      )}
      {opened !== undefined && (
        <Suspense fallback={null}>
          <ScreenDialog
            key={`${opened.id}/${opened.version}`}
            siteCode={site.code}
            screen={opened}
            onClose={(hasChanged) => {
              setOpenId(null);
              if (hasChanged) screens.retry();
            }}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}

function columnsAt(now: EpochSeconds, onOpen: (id: number) => void): TableColumn<ListedScreen>[] {
  return [
    {
      id: 'name',
      label: 'Screen',
      first: 'asc',
      sortBy: ({ name }) => name.toLowerCase(),
      cell: (screen) => (
        <button
          type="button"
          onClick={() => onOpen(screen.id)}
          className="min-h-11 max-w-64 truncate text-left font-medium underline-offset-4 hover:underline lg:min-h-9"
        >
          {screen.name}
        </button>
      ),
    },
    {
      id: 'state',
      label: 'State',
      first: 'asc',
      sortBy: (screen) => (screen.isOnline ? 0 : screen.status === 'revoked' ? 2 : 1),
      cell: (screen) => <State screen={screen} now={now} />,
    },
    {
      id: 'boards',
      label: 'Shows',
      cell: ({ settings }) => (
        <span className="block max-w-80 truncate">
          {settings.playlist.map(({ board, seconds }) => `${BOARD_LABELS[board]} ${seconds} s`).join(', ')}
        </span>
      ),
    },
    {
      id: 'build',
      label: 'Version',
      cell: ({ isCurrentBuild }) =>
        isCurrentBuild === null ? '–' : isCurrentBuild ? 'current' : 'older, changes by itself',
    },
    {
      id: 'painted',
      label: 'Last drawn',
      align: 'right',
      sortBy: ({ lastPaintAt }) => lastPaintAt,
      cell: ({ lastPaintAt }) => (lastPaintAt === null ? '–' : `${formatAge(now - fromIsoInstant(lastPaintAt))} ago`),
    },
  ];
}

function State({ screen, now }: { screen: ListedScreen; now: EpochSeconds }) {
  const isOn = screen.status === 'active' && screen.isOnline;
  const text =
    screen.status === 'active'
      ? isOn
        ? 'On'
        : screen.lastSeenAt === null
          ? 'Off'
          : `Off, last seen ${formatAge(now - fromIsoInstant(screen.lastSeenAt))} ago`
      : SCREEN_STATUS_LABELS[screen.status];
  return (
    <span
      className={cn(
        'flex items-center gap-2 whitespace-nowrap',
        isOn ? 'text-good' : screen.status === 'active' ? 'text-warn' : 'text-ink-muted',
      )}
    >
      <span
        className={cn('size-2 rounded-full', isOn ? 'bg-good' : screen.status === 'active' ? 'bg-warn' : 'bg-line')}
        aria-hidden
      />
      {text}
    </span>
  );
}
