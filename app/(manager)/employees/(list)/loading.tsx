import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { PeopleSkeleton } from '@/components/people/people-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="People">
      <div className="grid gap-4">
        <Skeleton className="h-11 w-full max-w-xl lg:h-9" />
        <PeopleSkeleton />
      </div>
    </FrameSkeleton>
  );
}
