import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Recalculate">
      <Skeleton className="h-64 rounded-xl" />
    </FrameSkeleton>
  );
}
