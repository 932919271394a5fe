import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Departments">
      <Skeleton className="h-72 rounded-xl" />
    </FrameSkeleton>
  );
}
