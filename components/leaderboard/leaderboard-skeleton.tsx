import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const FIGURES = ['people', 'clocked', 'items', 'points'];

/** The board's shape while it loads. */
export function LeaderboardSkeleton() {
  return (
    <div role="status" aria-label="Loading the leaderboard" className="grid gap-4">
      <div className="grid grid-cols-2 overflow-hidden rounded-xl border bg-surface shadow-card sm:grid-cols-4">
        {FIGURES.map((figure) => (
          <div key={figure} className="-mt-px -ml-px grid gap-2 border-t border-l px-4 py-3.5 sm:px-5 sm:py-4.5">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-7 w-16" />
          </div>
        ))}
      </div>
      <div className="flex min-h-11 items-center gap-2">
        <Skeleton className="h-8 w-full max-w-md rounded-full" />
      </div>
      <div className="rounded-xl border bg-surface shadow-card">
        <div className="hidden h-11 border-b lg:block" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-(--row-height) items-center gap-5 border-b px-4 last:border-b-0">
            <Skeleton className="size-6" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-40 max-w-full" />
              <Skeleton className="h-3 w-24" />
            </div>
            <Skeleton className="hidden h-2 flex-1 rounded-full lg:block" />
            <Skeleton className="h-5 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
