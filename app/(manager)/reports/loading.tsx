import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { ReportsSkeleton } from '@/components/reports/reports-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Reports">
      <ReportsSkeleton />
    </FrameSkeleton>
  );
}
