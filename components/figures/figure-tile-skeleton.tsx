import { Skeleton } from '@/components/ui/skeleton';

/** As many tiles as {@link FigureTile}s come, in their shape. */
export function FigureTileSkeleton() {
  return (
    <div className="grid min-h-[8.75rem] content-start gap-2 rounded-xl border bg-surface p-4 shadow-card">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-8 w-28" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
