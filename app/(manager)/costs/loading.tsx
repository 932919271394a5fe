import { CostsSkeleton } from '@/components/costs/costs-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Cost">
      <CostsSkeleton />
    </FrameSkeleton>
  );
}
