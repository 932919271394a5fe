'use client';

import { CalendarX2, ChartGantt, Minus, Plus, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { useNow } from '@/components/live/live-provider';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { piecesOf, prepareTimeline, type Timeline } from '@/lib/domain/employees/prepare-timeline';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { formatDay } from '@/lib/platform/time/format';
import { CsvLink } from '../csv-link';
import type { DepartmentColours } from './piece-looks';
import { PieceReadout } from './piece-readout';
import { TimelineChart } from './timeline-chart';
import { TimelineLegend } from './timeline-legend';
import { inLane } from './timeline-steps';

/** With the table library, which most visits do without. */
const TimelineTable = lazy(() => import('./timeline-table'));

const ZOOMS = [1, 2, 4, 8];
/** What goes on grows in steps of so many seconds; the line of the present moves by the second. */
const NOW_STEP = 15;

type TimelinePanelProps = {
  day: PersonDay;
  isTable: boolean;
  onTable(isTable: boolean): void;
  chosen: string | null;
  onChoose(id: string | null): void;
};

/** The day drawn to scale, and the same as a table. */
export function TimelinePanel({ day, isTable, onTable, chosen, onChoose }: TimelinePanelProps) {
  const { timeZone } = useSite();
  const now = useNow();
  const shownNow = now - (now % NOW_STEP);
  const timeline = useMemo(() => prepareTimeline(day, { timeZone, now: shownNow }), [day, timeZone, shownNow]);
  const colours = useMemo(() => new Map(day.departments.map((one) => [one.department, one.colour])), [day.departments]);
  const [zoom, setZoom] = useState(0);
  const changeZoom = (by: number) => setZoom((level) => Math.min(ZOOMS.length - 1, Math.max(0, level + by)));
  const Icon = isTable ? ChartGantt : Table2;
  if (timeline === null) {
    return (
      <Panel title="Timeline">
        <p className="flex items-center gap-3 py-6 text-ink-muted">
          <CalendarX2 className="size-6 shrink-0" strokeWidth={1.5} aria-hidden />
          {emptyText(day)}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Timeline"
      note="Every second from the first to the last fact, in the site's time."
      action={
        <div className="flex flex-wrap items-center gap-1 print:hidden">
          {!isTable && (
            <fieldset className="flex gap-1">
              <legend className="sr-only">Zoom</legend>
              <Button
                size="icon"
                variant="ghost"
                aria-label="Zoom out"
                disabled={zoom === 0}
                onClick={() => changeZoom(-1)}
              >
                <Minus aria-hidden />
              </Button>
              <Button
                size="icon"
                variant="ghost"
                aria-label="Zoom in"
                disabled={zoom === ZOOMS.length - 1}
                onClick={() => changeZoom(1)}
              >
                <Plus aria-hidden />
              </Button>
            </fieldset>
          )}
          <CsvLink employeeId={day.employee.employeeId} table="day" date={day.date} label="Download the day as CSV" />
          <Button
            variant="ghost"
            aria-pressed={isTable}
            onClick={() => onTable(!isTable)}
            className="px-2 text-ink-muted"
          >
            <Icon aria-hidden />
            {isTable ? 'Timeline' : 'Table'}
          </Button>
        </div>
      }
    >
      {isTable ? (
        <Suspense fallback={<Skeleton className="h-80 w-full" />}>
          <TimelineTable timeline={timeline} colours={colours} timeZone={timeZone} />
        </Suspense>
      ) : (
        <ChartPart
          timeline={timeline}
          colours={colours}
          timeZone={timeZone}
          zoom={ZOOMS[zoom] ?? 1}
          onZoom={changeZoom}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </Panel>
  );
}

type ChartPartProps = {
  timeline: Timeline;
  colours: DepartmentColours;
  timeZone: string;
  zoom: number;
  onZoom(by: number): void;
  chosen: string | null;
  onChoose(id: string | null): void;
};

function ChartPart({ timeline, colours, timeZone, zoom, onZoom, chosen, onChoose }: ChartPartProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const pieces = useMemo(() => piecesOf(timeline.lanes), [timeline]);
  const find = (id: string | null) => pieces.find((piece) => piece.id === id) ?? null;
  const step = (by: -1 | 1) => {
    const lane = timeline.lanes.find((one) => inLane(one).some((piece) => piece.id === chosen)) ?? timeline.lanes[0];
    if (lane === undefined) return;
    const ofLane = inLane(lane);
    const index = ofLane.findIndex((piece) => piece.id === chosen);
    const next = index === -1 ? (by === 1 ? ofLane[0] : ofLane.at(-1)) : ofLane[index + by];
    if (next !== undefined) onChoose(next.id);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <TimelineLegend pieces={pieces} colours={colours} />
      <PieceReadout piece={find(pointed) ?? find(chosen)} colours={colours} timeZone={timeZone} onStep={step} />
      <TimelineChart
        timeline={timeline}
        colours={colours}
        timeZone={timeZone}
        zoom={zoom}
        chosen={chosen}
        onChoose={onChoose}
        onPoint={setPointed}
        onZoom={onZoom}
      />
    </div>
  );
}

function emptyText({ employee, date }: PersonDay): string {
  if (employee.isContractor) {
    return `No scans on ${formatDay(date)}. Contractors have no clock, so there is nothing to draw before the first scan.`;
  }
  return employee.isScanning
    ? `Neither clock times nor scans on ${formatDay(date)}.`
    : `No clock times on ${formatDay(date)}. This person does not scan.`;
}
