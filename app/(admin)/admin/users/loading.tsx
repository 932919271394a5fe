import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { UsersSkeleton } from '@/components/users/users-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Users">
      <UsersSkeleton />
    </FrameSkeleton>
  );
}
