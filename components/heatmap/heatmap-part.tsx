'use client';

import { lazy, type ReactNode, type RefObject, Suspense, useCallback, useMemo, useState } from 'react';
import { useHref } from '@/components/layout/hub-context';
import { useLiveFeed } from '@/components/live/live-provider';
import {
  foldHours,
  type HeatmapRow,
  type HourRun,
  isEmptyHour,
  localHourOf,
  markHours,
  runLabel,
  unitOf,
  viewRows,
} from '@/lib/domain/heatmap/prepare-view';
import { scaleOf } from '@/lib/domain/heatmap/scale';
import type { Heatmap } from '@/lib/domain/heatmap/schema';
import { formatDays } from '@/lib/platform/time/format';
import type { OpenCell } from './cell-dialog';
import type { GridRow } from './grid';
import { HeatLegend } from './heat-legend';
import { HeatTable } from './heat-table';
import { type HeatmapParams, HeatmapToolbar, type SetHeatmapParams } from './heatmap-toolbar';
import { ALL_ROWS, endColumns, type GridView, gridFooter, gridHours, gridRows } from './prepare-grid';

const CellDialog = lazy(() => import('./cell-dialog'));

const CORNERS = { department: 'Department', employee: 'Person', weekday: 'Weekday' } as const;
const NO_ONE_THERE = 'no one there';

type HeatmapPartProps = {
  map: Heatmap;
  /** The range compared with; null while nothing is compared or known. */
  before: Heatmap | null;
  compare: 'none' | 'previous' | 'weekday';
  params: HeatmapParams;
  setParams: SetHeatmapParams;
  searchBox: RefObject<HTMLInputElement | null>;
  nobodyFound: ReactNode;
};

/** Toolbar, table and legend of a heat map that has something in it. */
export function HeatmapPart({ map, before, compare, params, setParams, searchBox, nobodyFound }: HeatmapPartProps) {
  const href = useHref();
  const { today } = useLiveFeed();
  const { measure, q, order, open } = params;
  const [cell, setCell] = useState<OpenCell | null>(null);
  const [isOpen, setOpen] = useState(false);

  const groups = useMemo(() => foldHours(map.hours, (index) => isEmptyHour(map, index), open), [map, open]);
  const hours = useMemo(() => gridHours(map.hours), [map]);
  const scale = useMemo(
    () => scaleOf(map.rows.flatMap((row) => row.cells.flatMap((one) => one?.[measure] ?? []))),
    [map, measure],
  );
  const linkOf = linksOf(map, today, href);
  const view: GridView = { map, measure, scale, before: before === null ? null : totalsOf(before), ...linkOf };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made of these
  const table = useMemo(
    () => ({
      rows: gridRows(viewRows(map, { measure, q, order }), view),
      footer: gridFooter(view),
      ends: endColumns(view, compare),
    }),
    [map, before, compare, measure, q, order, scale],
  );
  const onOpen = useCallback(
    (row: GridRow, hour: number) => {
      setCell(openCell(map, row, hour, hours[hour]?.note ?? null));
      setOpen(true);
    },
    [map, hours],
  );
  const areAllOpen = groups.every((group) => group.kind === 'hour');
  const hoursIn = (run: HourRun) => map.hours.slice(run.from, run.to + 1).map(localHourOf);
  const firstHourOf = (run: HourRun) => hoursIn(run).slice(0, 1);
  const folds = groups.flatMap((group) => (group.kind === 'fold' ? firstHourOf(group) : []));
  return (
    <>
      <HeatmapToolbar
        params={params}
        setParams={setParams}
        searchBox={searchBox}
        hours={
          areAllOpen && open.length === 0
            ? undefined
            : { areAllOpen, toggle: () => setParams({ open: areAllOpen ? null : [...open, ...folds] }) }
        }
      />
      <ClockNote map={map} />
      <p className="sr-only" role="status">
        {table.rows.length} {table.rows.length === 1 ? 'row' : 'rows'} shown
      </p>
      {table.rows.length === 0 ? (
        nobodyFound
      ) : (
        <HeatTable
          label={`Heat map, ${measure} by hour and ${CORNERS[map.by].toLowerCase()}`}
          corner={CORNERS[map.by]}
          hours={hours}
          groups={groups}
          onUnfold={(run) => setParams({ open: [...open, ...firstHourOf(run)] })}
          onFold={(run) => {
            const folded = new Set(hoursIn(run));
            const left = open.filter((hour) => !folded.has(hour));
            setParams({ open: left.length === 0 ? null : left });
          }}
          rows={table.rows}
          footer={table.footer}
          ends={table.ends}
          noOne={NO_ONE_THERE}
          onOpen={onOpen}
        />
      )}
      <HeatLegend scale={scale} unit={legendUnit(map, measure)} noOne={NO_ONE_THERE} />
      {cell !== null && (
        <Suspense fallback={null}>
          <CellDialog cell={cell} isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

function totalsOf(map: Heatmap) {
  return new Map([...map.rows.map((row) => [row.key, row.total] as const), [ALL_ROWS, map.all.total] as const]);
}

/** Where rows and cells lead: a person to their day, a department to its board. */
function linksOf(map: Heatmap, today: string, href: ReturnType<typeof useHref>) {
  const isDay = map.from === map.to;
  const date = map.to === today ? null : map.to;
  const personHref = (row: HeatmapRow) => href(`/employees/${row.key}`, { date });
  const boardTime = isDay ? { date } : { from: map.from, to: map.to };
  return {
    rowHref: (row: HeatmapRow) => {
      if (map.by === 'employee') return personHref(row);
      return map.by === 'department' ? href('/leaderboard', { department: row.key, ...boardTime }) : null;
    },
    cellHref: (row: HeatmapRow) => (map.by === 'employee' && isDay ? personHref(row) : null),
  };
}

function openCell(map: Heatmap, row: GridRow, index: number, note: string | null): OpenCell {
  const hour = map.hours[index];
  const key = row.key === ALL_ROWS ? null : row.key;
  return {
    title: `${row.label}, ${runLabel(map.hours, index)}${note === null ? '' : ` ${note}`}`,
    when: formatDays(map.from, map.to),
    from: map.from,
    to: map.to,
    scope: {
      start: hour?.start,
      hour: hour?.start == null ? localHourOf(hour ?? { label: '00:00' }) : null,
      department: map.by === 'department' ? key : null,
      employeeId: map.by === 'employee' ? key : null,
      weekday: map.by === 'weekday' ? key : null,
    },
    mean: map.by === 'weekday' && key !== null ? { days: daysOf(map, key), label: `${row.label}s` } : null,
    isPerson: map.by === 'employee' && key !== null,
  };
}

function daysOf(map: Heatmap, key: string): number {
  return map.rows.find((row) => row.key === key)?.days ?? 0;
}

function legendUnit(map: Heatmap, measure: HeatmapParams['measure']): string {
  if (map.by === 'weekday') return `${measure} in an hour of a mean day`;
  return `${unitOf(measure, map.from !== map.to)} in an hour`;
}

/** Says when a day has not 24 hours. */
function ClockNote({ map }: { map: Heatmap }) {
  const { jump } = markHours(map.hours);
  if (jump === null) return null;
  const hours = 24 - jump.minutes / 60;
  return (
    <p role="note" className="text-sm text-ink-muted">
      {jump.minutes < 0
        ? `The clocks went back on this day: it has ${hours} hours, and ${jump.at} is there twice, the second time as “again”.`
        : `The clocks went forward on this day: it has ${hours} hours, there is no ${jump.at}.`}
    </p>
  );
}
