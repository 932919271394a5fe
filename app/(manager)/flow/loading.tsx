import { FlowSkeleton } from '@/components/flow/flow-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Flow">
      <FlowSkeleton />
    </FrameSkeleton>
  );
}
