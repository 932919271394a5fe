import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const TILES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The list while it loads. */
export function ReportsSkeleton() {
  return (
    <div role="status" aria-label="Loading the reports" className="grid gap-4">
      <Skeleton className="h-17 rounded-xl" />
      <div className="rounded-xl border bg-surface shadow-card">
        <div className="h-11 border-b" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-17 items-center justify-between gap-6 border-b px-4 last:border-b-0">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** A report while it loads. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Loading the report" className="grid gap-4">
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-surface lg:grid-cols-4">
        {TILES.map((tile) => (
          <div key={tile} className="grid gap-2 p-4">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-7 w-20" />
          </div>
        ))}
      </div>
      <Skeleton className="h-64 rounded-xl" />
      <Skeleton className="h-80 rounded-xl" />
    </div>
  );
}
