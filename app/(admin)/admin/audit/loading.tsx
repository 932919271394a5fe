import { AuditSkeleton } from '@/components/audit/audit-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Audit">
      <AuditSkeleton />
    </FrameSkeleton>
  );
}
