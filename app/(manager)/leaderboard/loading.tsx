import { FrameSkeleton } from '@/components/layout/frame-skeleton';
import { LeaderboardSkeleton } from '@/components/leaderboard/leaderboard-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Leaderboard">
      <LeaderboardSkeleton />
    </FrameSkeleton>
  );
}
