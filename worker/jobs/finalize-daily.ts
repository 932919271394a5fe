import { finishDays } from '../finish-days';
import type { JobDefinition } from '../job-definition';

export const finalizeDaily: JobDefinition = {
  name: 'finalize-daily',
  schedule: { kind: 'daily', at: '18:00' },
  isEnabled: () => true,
  readsSource: false,
  attempts: 3,
  keepIdleRuns: true,
  run: (context) => finishDays(context, { isEveningRun: true }),
};
