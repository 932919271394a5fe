'use client';

import { CalendarX2, Download, ScanBarcode, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useRef } from 'react';
import { RangeBar } from '@/components/date/range-bar';
import { useRange } from '@/components/date/use-time';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { type Shortcut, useShortcuts } from '@/components/layout/use-shortcuts';
import { useLiveFeed } from '@/components/live/live-provider';
import { addressOf } from '@/components/query/fetch-json';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { buttonClasses } from '@/components/ui/button-classes';
import { isEmptyHour } from '@/lib/domain/heatmap/prepare-view';
import type { Heatmap } from '@/lib/domain/heatmap/schema';
import { comparedRange } from '@/lib/domain/ranges/rules';
import { formatDays } from '@/lib/platform/time/format';
import { HeatmapPart } from './heatmap-part';
import { HeatmapSkeleton } from './heatmap-skeleton';
import { HeatmapSummary } from './heatmap-summary';
import { HeatmapToolbar } from './heatmap-toolbar';
import { defaultDays, heatmapParams } from './url-state';

const PATH = '/api/dashboard/analytics/hourly-heatmap';
const schema = () => import('@/lib/domain/heatmap/schema').then(({ heatmap }) => heatmap);

type HeatmapViewProps = { initial: Initial<Heatmap>; initialCompared?: Initial<Heatmap> };

export function HeatmapView({ initial, initialCompared }: HeatmapViewProps) {
  const site = useSite();
  const { today } = useLiveFeed();
  const [params, setParams] = useQueryStates(heatmapParams);
  const { by, measure, q, order } = params;
  const { from, to, compare, setRange, setCompare } = useRange(defaultDays(by));
  const map = useSiteQuery<Heatmap>({ path: PATH, params: { from, to, by }, schema, initial, days: { from, to } });
  const other = comparedRange({ from, to }, compare);
  const earlier = other ?? { from, to };
  const comparedQuery = useSiteQuery<Heatmap>({
    path: PATH,
    params: { ...earlier, by },
    schema,
    initial: initialCompared,
    days: earlier,
    isEnabled: other !== null,
  });
  const compared = other === null ? null : comparedQuery;

  const searchBox = useRef<HTMLInputElement>(null);
  const wantsSearch = useRef(false);
  // The box is there in the view of people only, once that is loaded.
  useEffect(() => {
    if (!wantsSearch.current || searchBox.current === null) return;
    wantsSearch.current = false;
    searchBox.current.focus();
  });
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        {
          keys: '/',
          label: 'Search people',
          run: () => {
            if (searchBox.current !== null) searchBox.current.focus();
            else {
              wantsSearch.current = true;
              void setParams({ by: 'employee' });
            }
          },
        },
      ],
      [setParams],
    ),
  );
  const setDay = (day: string | null) => setRange(day === null ? null : { from: day, to: day });
  const set = (changes: Parameters<typeof setParams>[0]) => void setParams(changes);
  const view = { site: site.code, from, to, by, measure, compare, q: q === '' ? null : q, order };
  return (
    <PageFrame
      title="Heat map"
      subtitle={`${site.name}, ${formatDays(from, to)}`}
      time={<RangeBar range={{ from, to }} onChange={setRange} compare={compare} onCompare={setCompare} />}
      day={from === to ? { day: from, isToday: from === today, setDay } : undefined}
      queries={compared === null ? [map] : [map, compared]}
      actions={
        <a className={buttonClasses()} href={addressOf(`${PATH}/export`, view)} download aria-label="Download as CSV">
          <Download aria-hidden />
          <span className="max-sm:hidden">CSV</span>
        </a>
      }
    >
      <DataPart query={map} errorTitle="The heat map could not be loaded" skeleton={<HeatmapSkeleton />}>
        {(data) => {
          if (data.hours.every((_, index) => isEmptyHour(data, index))) {
            return (
              <>
                <HeatmapToolbar params={params} setParams={set} searchBox={searchBox} />
                <Nothing map={data} isToday={to === today} onToday={() => setRange(null)} />
              </>
            );
          }
          return (
            <>
              <HeatmapSummary map={data} today={today} compared={compared} />
              <HeatmapPart
                map={data}
                before={compared?.data ?? null}
                compare={compare}
                params={params}
                setParams={set}
                searchBox={searchBox}
                nobodyFound={
                  <EmptyState
                    icon={SearchX}
                    title="Nobody found"
                    action={<Button onClick={() => set({ q: null })}>Clear the search</Button>}
                  >
                    No name contains “{q.trim()}”.
                  </EmptyState>
                }
              />
            </>
          );
        }}
      </DataPart>
    </PageFrame>
  );
}

function Nothing({ map, isToday, onToday }: { map: Heatmap; isToday: boolean; onToday(): void }) {
  if (isToday && map.from === map.to) {
    return (
      <EmptyState icon={ScanBarcode} title="Nobody has started yet today">
        Hours appear here with the first clock-in or scan, by themselves. If work is going on already, look at the
        sources above: each says when it last delivered.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CalendarX2} title="Nothing recorded" action={<Button onClick={onToday}>Go to today</Button>}>
      There are neither scans nor clock times {map.from === map.to ? 'on' : 'from'} {formatDays(map.from, map.to)}.
    </EmptyState>
  );
}
