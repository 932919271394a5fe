import { HeatmapSkeleton } from '@/components/heatmap/heatmap-skeleton';
import { FrameSkeleton } from '@/components/layout/frame-skeleton';

export default function Loading() {
  return (
    <FrameSkeleton title="Heat map">
      <HeatmapSkeleton />
    </FrameSkeleton>
  );
}
