import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Employees">
      <div className="grid gap-4">
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </FrameSkeleton>
  );
}
