'use client';

import { Download } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { OpenCell } from '@/components/heatmap/cell-dialog';
import type { GridRow } from '@/components/heatmap/grid';
import { HeatLegend } from '@/components/heatmap/heat-legend';
import { HeatTable } from '@/components/heatmap/heat-table';
import { useSite } from '@/components/layout/hub-context';
import { Segmented } from '@/components/layout/segmented';
import { addressOf } from '@/components/query/fetch-json';
import { buttonClasses } from '@/components/ui/button-classes';
import { HISTORY_SHOWS } from '@/lib/domain/flow/columns';
import type { FlowHistory as History } from '@/lib/domain/flow/schema';
import { foldHours, type HourRun, runLabel } from '@/lib/domain/heatmap/prepare-view';
import { addDays } from '@/lib/platform/time/business-day';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant, type IsoDay } from '@/lib/platform/time/instant';
import { historyTable, isQuietHour } from './prepare-history';
import { flowParams } from './url-state';

const CellDialog = lazy(() => import('@/components/heatmap/cell-dialog'));

const SHOWS = { items: 'Items', people: 'People' } as const;
const NO_SCANS = 'no scans';
/** An hour of a night shift can belong to the day that began up to two days before. */
const NIGHT_DAYS = 3;

/** The last hours of every department, hour by hour, with those marked that were outrun by the department before. */
export function FlowHistory({ history, today }: { history: History; today: IsoDay }) {
  const { code, timeZone } = useSite();
  const [{ show }, setParams] = useQueryStates(flowParams);
  const [openHours, setOpenHours] = useState<readonly number[]>([]);
  const [cell, setCell] = useState<OpenCell | null>(null);
  const [isOpen, setOpen] = useState(false);
  const hours = useMemo(
    () => history.hours.map((start) => ({ start, label: formatClock(fromIsoInstant(start), timeZone) })),
    [history, timeZone],
  );
  const table = useMemo(() => historyTable(history, hours, show), [history, hours, show]);
  const groups = useMemo(
    () => foldHours(hours, (index) => isQuietHour(history, index), openHours),
    [history, hours, openHours],
  );
  const hourOf = (index: number) => Number(hours[index]?.label.slice(0, 2));
  const onOpen = useCallback(
    (row: GridRow, index: number) => {
      const midnight = hours.findIndex((hour, place) => place > 0 && hour.label < (hours[place - 1]?.label ?? ''));
      setCell({
        title: `${row.label}, ${runLabel(hours, index)}`,
        when: midnight === -1 || index >= midnight ? 'Today' : 'Yesterday',
        from: addDays(today, -NIGHT_DAYS),
        to: today,
        scope: { start: hours[index]?.start, department: row.key },
        mean: null,
        isPerson: false,
      });
      setOpen(true);
    },
    [hours, today],
  );
  const isInRun = (run: HourRun, hour: number) =>
    hours.slice(run.from, run.to + 1).some(({ label }) => Number(label.slice(0, 2)) === hour);
  return (
    <section aria-label="Last 24 hours" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="font-semibold tracking-tight">Last 24 hours</h2>
          <p className="text-sm text-ink-muted">
            By hour of the scan. Marked: the department before made more than 1.2 times as many items.
          </p>
        </div>
        <div className="flex items-center gap-2">
          <Segmented
            label="Show"
            options={HISTORY_SHOWS.map((value) => ({ value, label: SHOWS[value] }))}
            value={show}
            onChange={(value) => void setParams({ show: value })}
          />
          <a
            className={buttonClasses({ className: 'print:hidden' })}
            href={addressOf('/api/dashboard/bottleneck/history/export', { site: code, show })}
            download
            aria-label="Download the history as CSV"
          >
            <Download aria-hidden />
            <span className="max-sm:hidden">CSV</span>
          </a>
        </div>
      </div>
      {hours.every((_, index) => isQuietHour(history, index)) ? (
        <p className="rounded-xl border bg-surface px-4 py-8 text-center text-ink-muted shadow-card">
          Nothing has been scanned in the last 24 hours.
        </p>
      ) : (
        <>
          <HeatTable
            label={`Last 24 hours, ${show} by hour and department`}
            corner="Department"
            hours={table.hours}
            groups={groups}
            onUnfold={(run) => setOpenHours([...openHours, hourOf(run.from)])}
            onFold={(run) => setOpenHours(openHours.filter((hour) => !isInRun(run, hour)))}
            rows={table.rows}
            ends={table.ends}
            noOne={NO_SCANS}
            onOpen={onOpen}
          />
          <HeatLegend
            scale={table.scale}
            unit={`${show} in an hour`}
            noOne={NO_SCANS}
            mark={
              <>
                <span className="relative h-4 w-6 rounded-sm ring-1 ring-warn ring-inset" aria-hidden>
                  <svg viewBox="0 0 10 10" className="absolute top-px right-px size-2" aria-hidden="true">
                    <path d="M0 0h10v10z" fill="var(--warn)" />
                  </svg>
                </span>
                outrun by the department before
              </>
            }
          />
        </>
      )}
      {cell !== null && (
        <Suspense fallback={null}>
          <CellDialog cell={cell} isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </section>
  );
}
