import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** The list in its shape while it loads. */
export function PeopleSkeleton() {
  return (
    <div role="status" aria-label="Loading the people" className="rounded-xl border bg-surface shadow-card">
      <div className="h-11 border-b" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-[3.4rem] items-center gap-6 border-b px-3 last:border-b-0">
          <Skeleton className="h-4 w-44" />
          <Skeleton className="h-4 w-28 max-sm:hidden" />
          <Skeleton className="ml-auto h-4 w-48" />
        </div>
      ))}
    </div>
  );
}
