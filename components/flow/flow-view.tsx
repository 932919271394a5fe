'use client';

import { lazy, Suspense, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { useLiveFeed } from '@/components/live/live-provider';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { cn } from '@/components/ui/class-names';
import type { FlowNow, FlowHistory as History } from '@/lib/domain/flow/schema';
import { formatDay } from '@/lib/platform/time/format';
import { FlowHistory } from './flow-history';
import { FlowLine } from './flow-line';
import { FlowHistorySkeleton, FlowSkeleton } from './flow-skeleton';
import { MovesPanel } from './moves-panel';
import { SuggestionsPanel } from './suggestions-panel';
import { VerdictPanel } from './verdict-panel';

const PeopleDialog = lazy(() => import('./people-dialog'));

/** What is now changes with time alone, also when nothing is scanned. */
const NOW_SECONDS = 15;
const HISTORY_SECONDS = 60;

type FlowViewProps = { initial: Initial<FlowNow>; initialHistory: Initial<History> };

export function FlowView({ initial, initialHistory }: FlowViewProps) {
  const site = useSite();
  const { today } = useLiveFeed();
  const flow = useSiteQuery<FlowNow>({
    path: '/api/dashboard/bottleneck/current',
    params: {},
    schema: () => import('@/lib/domain/flow/schema').then(({ flowNow }) => flowNow),
    initial,
    days: null,
    everySeconds: NOW_SECONDS,
  });
  const history = useSiteQuery<History>({
    path: '/api/dashboard/bottleneck/history',
    params: {},
    schema: () => import('@/lib/domain/flow/schema').then(({ flowHistory }) => flowHistory),
    initial: initialHistory,
    days: null,
    everySeconds: HISTORY_SECONDS,
  });
  const [department, setDepartment] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { timeZone } = site;
  return (
    <PageFrame title="Flow" subtitle={`${site.name}, ${formatDay(today)}`} queries={[flow, history]}>
      <DataPart query={flow} errorTitle="The flow could not be loaded" skeleton={<FlowSkeleton />}>
        {(data) => (
          <>
            <div
              className={cn(
                'grid grid-cols-[minmax(0,1fr)] gap-4',
                data.primary !== null && 'lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]',
              )}
            >
              <VerdictPanel flow={data} timeZone={timeZone} />
              {data.primary !== null && <SuggestionsPanel flow={data} onMoved={flow.retry} />}
            </div>
            <FlowLine
              flow={data}
              timeZone={timeZone}
              onPeople={(one) => {
                setDepartment(one);
                setOpen(true);
              }}
            />
            <MovesPanel flow={data} timeZone={timeZone} />
          </>
        )}
      </DataPart>
      <DataPart query={history} errorTitle="The history could not be loaded" skeleton={<FlowHistorySkeleton />}>
        {(data) => <FlowHistory history={data} today={today} />}
      </DataPart>
      {department !== null && (
        <Suspense fallback={null}>
          <PeopleDialog department={department} isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </PageFrame>
  );
}
