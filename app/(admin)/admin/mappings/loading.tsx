import { AlertsSkeleton } from '@/components/alerts/alerts-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Mappings">
      <AlertsSkeleton />
    </FrameSkeleton>
  );
}
