import { FigureTileSkeleton } from '@/components/figures/figure-tile-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

const TILES = ['labour', 'item', 'share', 'waiting', 'rate'];
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The page's shape while it loads. */
export function CostsSkeleton() {
  return (
    <div role="status" aria-label="Loading the cost" className="grid gap-5">
      <Skeleton className="h-5 w-72 max-w-full" />
      <div className="grid gap-3 min-[26rem]:grid-cols-2 md:grid-cols-3 xl:grid-cols-5">
        {TILES.map((tile) => (
          <FigureTileSkeleton key={tile} />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Skeleton className="h-120 rounded-xl" />
        <Skeleton className="h-120 rounded-xl" />
      </div>
      <div className="rounded-xl border bg-surface shadow-card">
        {ROWS.map((row) => (
          <div key={row} className="flex h-11 items-center gap-5 border-b px-3 last:border-b-0">
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-4 flex-1" />
          </div>
        ))}
      </div>
    </div>
  );
}
