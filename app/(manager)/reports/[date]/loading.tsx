import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { ReportSkeleton } from '@/components/reports/reports-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Daily report">
      <ReportSkeleton />
    </FrameSkeleton>
  );
}
