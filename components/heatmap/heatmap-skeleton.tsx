import { Skeleton } from '@/components/ui/skeleton';

const FIGURES = ['items', 'points', 'people'];
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The heat map's shape while it loads. */
export function HeatmapSkeleton() {
  return (
    <div role="status" aria-label="Loading the heat map" className="grid gap-4">
      <div className="grid overflow-hidden sm:grid-cols-3 rounded-xl border bg-surface shadow-card">
        {FIGURES.map((figure) => (
          <div
            key={figure}
            className="-mt-px -ml-px flex justify-between gap-2 border-t border-l px-4 py-2.5 sm:grid sm:px-5 sm:py-3.5"
          >
            <Skeleton className="h-4 w-20 max-w-full" />
            <Skeleton className="h-7 w-24 max-w-full" />
          </div>
        ))}
      </div>
      <div className="rounded-xl border bg-surface shadow-card">
        <div className="h-11 border-b" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-12 items-center gap-4 border-b px-4 last:border-b-0 lg:h-10">
            <Skeleton className="h-4 w-28 shrink-0" />
            <Skeleton className="h-6 flex-1" />
          </div>
        ))}
      </div>
      <Skeleton className="h-5 w-96 max-w-full" />
    </div>
  );
}
