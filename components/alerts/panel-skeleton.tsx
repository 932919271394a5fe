import { Skeleton } from '@/components/ui/skeleton';

/** In the shape of the details. */
export function PanelSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the details"
      className="grid gap-4 rounded-xl border bg-surface p-5 shadow-card"
    >
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="h-28" />
      <Skeleton className="h-40" />
    </div>
  );
}
