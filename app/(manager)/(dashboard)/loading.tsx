import { DashboardSkeleton } from '@/components/dashboard/dashboard-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Dashboard">
      <DashboardSkeleton />
    </FrameSkeleton>
  );
}
