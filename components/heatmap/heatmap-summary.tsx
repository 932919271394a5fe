import type { ReactNode } from 'react';
import type { SiteQuery } from '@/components/query/use-site-query';
import { Button } from '@/components/ui/button';
import type { Measure } from '@/lib/domain/heatmap/columns';
import { cellText, changeOf, signedText } from '@/lib/domain/heatmap/prepare-view';
import type { Heatmap } from '@/lib/domain/heatmap/schema';
import { formatDays } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type HeatmapSummaryProps = {
  map: Heatmap;
  today: IsoDay;
  /** Null: nothing is compared. */
  compared: SiteQuery<Heatmap> | null;
};

const FIGURES: readonly { measure: Measure; label: string }[] = [
  { measure: 'items', label: 'Items' },
  { measure: 'points', label: 'Points' },
  { measure: 'people', label: 'Person-hours' },
];

/** The whole in three numbers, what changed, and between which days. */
export function HeatmapSummary({ map, today, compared }: HeatmapSummaryProps) {
  const before = compared?.data;
  return (
    <div className="grid gap-2">
      <dl className="grid overflow-hidden sm:grid-cols-3 rounded-xl border bg-surface shadow-card print:shadow-none">
        {FIGURES.map(({ measure, label }) => {
          const unmapped = measure === 'people' ? 0 : (map.all.unmapped?.[measure] ?? 0);
          const change = changeOf(map.all.total, before?.all.total ?? null, measure);
          return (
            <div
              key={measure}
              className="-mt-px -ml-px flex min-w-0 items-baseline justify-between gap-3 border-t border-l px-4 py-2 sm:block sm:px-5 sm:py-3.5"
            >
              <dt className="shrink-0 text-sm text-ink-muted sm:truncate">
                {label}
                {map.by === 'weekday' && ' of a mean day'}
              </dt>
              <dd className="flex flex-wrap items-baseline gap-x-3 max-sm:justify-end">
                <span className="text-xl font-semibold tracking-tight sm:text-2xl">
                  {cellText(map.all.total?.[measure] ?? null, map.by, measure)}
                </span>
                {unmapped > 0 && (
                  <span className="text-sm text-ink-muted">
                    of which unmapped {cellText(unmapped, map.by, measure)}
                  </span>
                )}
                {before !== undefined && (
                  <span className="text-sm text-ink-muted" data-testid={`change-${measure}`}>
                    {change.before === null
                      ? 'nothing to compare with'
                      : `${change.percent === null ? '' : `${signedText(change.percent, 1)}%, `}before ${cellText(change.before, map.by, measure)}`}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {compared !== null && <ComparedLine map={map} today={today} compared={compared} />}
    </div>
  );
}

function ComparedLine({ map, today, compared }: { map: Heatmap; today: IsoDay; compared: SiteQuery<Heatmap> }) {
  const { data, error } = compared;
  let text: ReactNode = 'Loading what it is compared with.';
  if (data !== undefined) {
    text = (
      <>
        {formatDays(map.from, map.to)} compared with {formatDays(data.from, data.to)}.
        {map.to === today && ' Today is not over: it is compared with whole days.'}
      </>
    );
  } else if (error !== null) text = `The comparison could not be loaded: ${error.message}`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p role="status" className="text-sm text-ink-muted" data-testid="compared">
        {text}
      </p>
      {data === undefined && error !== null && (
        <Button onClick={compared.retry} disabled={compared.isFetching}>
          Try again
        </Button>
      )}
    </div>
  );
}
