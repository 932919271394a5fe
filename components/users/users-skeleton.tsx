import { Skeleton } from '@/components/ui/skeleton';

/** A table of people, before it is there. */
export function UsersSkeleton() {
  return <Skeleton className="h-80 rounded-xl" />;
}
