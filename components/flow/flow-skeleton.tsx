import { Skeleton } from '@/components/ui/skeleton';

const CARDS = ['a', 'b', 'c', 'd', 'e'];

/** The line's shape while it loads. */
export function FlowSkeleton() {
  return (
    <div role="status" aria-label="Loading the flow" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-3 rounded-xl border bg-surface p-4 shadow-card sm:p-5">
        <Skeleton className="h-8 w-80 max-w-full" />
        <Skeleton className="h-5 w-120 max-w-full" />
        <Skeleton className="h-4 w-64 max-w-full" />
      </div>
      <div className="flex flex-col gap-7 xl:flex-row xl:gap-13">
        {CARDS.map((card) => (
          <div key={card} className="grid gap-3 rounded-xl border bg-surface p-4 shadow-card xl:flex-1">
            <Skeleton className="h-6 w-28" />
            <Skeleton className="h-9 w-20" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-20 w-full" />
          </div>
        ))}
      </div>
    </div>
  );
}

export function FlowHistorySkeleton() {
  return (
    <div role="status" aria-label="Loading the history" className="grid gap-3">
      <Skeleton className="h-11 w-72 max-w-full" />
      <Skeleton className="h-72 w-full rounded-xl" />
    </div>
  );
}
