import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { CARD_GRID } from './department-cards';
import { TILE_CELL, TILE_GRID } from './tiles';

const TILES = ['people', 'finished', 'pace', 'efficiency', 'clocked', 'alerts'];
const CARDS = ['a', 'b', 'c', 'd', 'e'];

/** The page's shape while it loads. */
export function DashboardSkeleton() {
  return (
    <div role="status" aria-label="Loading the dashboard" className="grid gap-4">
      <TilesSkeleton />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <PanelSkeleton className="h-[30rem]" />
        <PanelSkeleton className="h-full min-h-60" />
      </div>
      <CardsSkeleton />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <PanelSkeleton className="h-[33rem]" />
        <PanelSkeleton className="h-[33rem]" />
      </div>
    </div>
  );
}

export function TilesSkeleton() {
  return (
    <div className={TILE_GRID}>
      {TILES.map((tile) => (
        <div key={tile} className={cn(TILE_CELL, 'grid content-start gap-2')}>
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-8 w-16" />
          <Skeleton className="h-4 w-32 max-w-full" />
        </div>
      ))}
    </div>
  );
}

export function CardsSkeleton() {
  return (
    <div className={CARD_GRID}>
      {CARDS.map((card) => (
        <div
          key={card}
          className="grid h-[9.75rem] content-start gap-3 rounded-xl border bg-surface p-3 shadow-card sm:p-4"
        >
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-6 w-20" />
          <Skeleton className="h-1.5 w-full rounded-full" />
          <Skeleton className="h-4 w-28" />
        </div>
      ))}
    </div>
  );
}

export function PanelSkeleton({ className }: { className?: string }) {
  return (
    <div className={cn('grid content-start gap-3 rounded-xl border bg-surface p-4 shadow-card sm:p-5', className)}>
      <Skeleton className="h-5 w-36" />
      <Skeleton className="h-4 w-56 max-w-full" />
    </div>
  );
}
