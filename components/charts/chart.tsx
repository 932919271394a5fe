'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useIsPrinting } from '@/components/table/use-is-printing';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { NO_NUMBER } from '@/lib/platform/format/number';
import type { ChartProps } from './chart-data';

/** The drawing library is as large as all the rest of a page: it comes with the first chart that is near the screen. */
const DrawnChart = lazy(() => import('./drawn-chart'));
const DEFAULT_HEIGHT = 260;
/** How far below the screen a chart begins to be drawn. */
const NEAR_PIXELS = 200;

/** A chart with its legend, and the same as a table. */
export function Chart(props: ChartProps) {
  const { title, series, height = DEFAULT_HEIGHT } = props;
  const [isTable, setTable] = useState(false);
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const isNear = useIsNear(place);
  // A chart that nobody has scrolled to cannot be drawn before the paper is.
  const isOnPaper = useIsPrinting() && !isNear;
  const Icon = isTable ? ChartLine : Table2;
  return (
    <figure aria-label={title} className="min-w-0">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
          {series.map(({ key, label, colour, kind, isDashed }) => (
            <li key={key} className="flex items-center gap-1.5">
              <svg viewBox="0 0 16 8" className="h-2 w-4 shrink-0" aria-hidden="true">
                {kind === 'line' ? (
                  <path d="M0 4h16" stroke={colour} strokeWidth="2.5" strokeDasharray={isDashed ? '4 3' : undefined} />
                ) : (
                  <rect width="16" height="8" rx="2" fill={colour} />
                )}
              </svg>
              {label}
            </li>
          ))}
        </ul>
        <Button
          variant="ghost"
          onClick={() => setTable(!isTable)}
          aria-pressed={isTable}
          className="ml-auto min-h-11 px-2 text-ink-muted lg:min-h-8 print:hidden"
        >
          <Icon aria-hidden />
          {isTable ? 'Chart' : 'Table'}
        </Button>
      </div>
      {isTable || isOnPaper ? (
        <ChartTable {...props} />
      ) : (
        <div ref={setPlace} style={{ height }}>
          {isNear ? (
            <Suspense fallback={<Skeleton className="size-full" />}>
              <DrawnChart {...props} height={height} />
            </Suspense>
          ) : (
            <Skeleton className="size-full" />
          )}
        </div>
      )}
    </figure>
  );
}

function ChartTable({ title, series, points, xLabel, yLabel, formatValue, height = DEFAULT_HEIGHT }: ChartProps) {
  return (
    <section
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      className="overflow-auto rounded-lg border print:max-h-none! print:overflow-visible"
      style={{ maxHeight: height }}
    >
      <table className="w-full text-sm">
        <caption className="sr-only">
          {title}, {yLabel}
        </caption>
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b">
            <th scope="col" className="px-3 py-2 text-left font-normal text-ink-muted">
              {xLabel}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="px-3 py-2 text-right font-normal text-ink-muted">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ label, values }) => (
            <tr key={label} className="border-b last:border-b-0">
              <th scope="row" className="px-3 py-1.5 text-left font-normal">
                {label}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="px-3 py-1.5 text-right">
                  {values[key] == null ? NO_NUMBER : formatValue(values[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whether an element is near the screen or was so once. */
function useIsNear(element: HTMLElement | null): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (element === null || isNear) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: `${NEAR_PIXELS}px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
