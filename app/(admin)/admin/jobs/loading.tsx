import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Jobs">
      <Skeleton className="h-96 rounded-xl" />
    </FrameSkeleton>
  );
}
