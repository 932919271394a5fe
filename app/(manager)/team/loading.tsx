import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { TeamSkeleton } from '@/components/team/team-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Team">
      <TeamSkeleton />
    </FrameSkeleton>
  );
}
