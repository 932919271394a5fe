import { FigureTileSkeleton } from '@/components/figures/figure-tile-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

const TILES = ['finished', 'items', 'points', 'hours', 'share', 'efficiency'];

export function PanelSkeleton({ className = 'h-96' }: { className?: string }) {
  return <Skeleton className={`rounded-xl ${className}`} />;
}

export function TilesSkeleton() {
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 md:grid-cols-3 2xl:grid-cols-6">
      {TILES.map((tile) => (
        <FigureTileSkeleton key={tile} />
      ))}
    </div>
  );
}

/** The page's shape while it loads. */
export function TeamSkeleton() {
  return (
    <div role="status" aria-label="Loading the team" className="grid gap-5">
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <PanelSkeleton />
        <PanelSkeleton />
        <PanelSkeleton />
      </div>
      <TilesSkeleton />
      <PanelSkeleton />
    </div>
  );
}
