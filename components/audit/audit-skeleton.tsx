import { Skeleton } from '@/components/ui/skeleton';

/** A list of changes, before it is there. */
export function AuditSkeleton() {
  return <Skeleton className="h-[32rem] rounded-xl" />;
}
