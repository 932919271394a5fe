import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Entries while they load. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading the list" className="rounded-xl border bg-surface shadow-card">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
          <Skeleton className="size-8 rounded-full" />
          <div className="grid flex-1 gap-2 py-0.5">
            <Skeleton className="h-4 w-72 max-w-full" />
            <Skeleton className="h-3.5 w-40" />
          </div>
          <Skeleton className="h-4 w-24 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}

/** The whole page while it loads. */
export function AlertsSkeleton() {
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-9 w-72 max-w-full" />
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <ListSkeleton />
        <Skeleton className="h-40 rounded-xl max-lg:hidden" />
      </div>
    </div>
  );
}
