import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { PersonSkeleton } from '@/components/person/person-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Person">
      <PersonSkeleton />
    </FrameSkeleton>
  );
}
