import { Skeleton } from '@/components/ui/skeleton';

const FIGURES = ['points', 'items', 'clocked', 'active', 'rank', 'streak'];
const LANES = ['day', 'clock', 'breaks', 'work', 'idle'];
const SUMS = ['points', 'time'];
const LINES = ['a', 'b', 'c', 'd', 'e'];

/** A person's day in its shape while it loads. */
export function DaySkeleton() {
  return (
    <div role="status" aria-label="Loading the day" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-3 xl:grid-cols-6">
        {FIGURES.map((figure) => (
          <div key={figure} className="-mt-px -ml-px grid gap-2 border-t border-l px-4 py-3.5 sm:px-5">
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-7 w-20" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
      <div className="rounded-xl border bg-surface p-4 shadow-card sm:p-5">
        <Skeleton className="mb-4 h-5 w-28" />
        <Skeleton className="mb-3 h-[4.25rem] w-full rounded-lg" />
        {LANES.map((lane) => (
          <div key={lane} className="flex items-center gap-4 py-1">
            <Skeleton className="h-4 w-28 max-lg:hidden" />
            <Skeleton className={lane === 'day' ? 'h-11 flex-1' : 'h-6 flex-1'} />
          </div>
        ))}
      </div>
      <div className="grid gap-6 rounded-xl border bg-surface p-4 shadow-card sm:p-5 xl:grid-cols-2">
        {SUMS.map((sum) => (
          <div key={sum} className="grid gap-3">
            {LINES.map((line) => (
              <Skeleton key={line} className="h-5 w-full" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The whole page while it is on its way. */
export function PersonSkeleton() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <DaySkeleton />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <Skeleton className="h-96 w-full rounded-xl" />
        <Skeleton className="h-96 w-full rounded-xl" />
      </div>
    </div>
  );
}
