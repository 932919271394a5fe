import { runMeasureMoves } from '@/lib/domain/flow/run-measure-moves';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import type { JobDefinition } from '../job-definition';

export const measureMoves: JobDefinition = {
  name: 'measure-moves',
  schedule: { kind: 'every', seconds: 300 },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: false,
  run: async ({ db, site, clock }) => {
    const counts = await runMeasureMoves(db, site, clock.now());
    if (counts.measured > 0) await invalidateTags([tags.moves(site.id)]);
    return counts;
  },
};
