import * as z from 'zod';

/** How one source is doing, for the line "Connecteam 2 min ago". */
export const sourceState = z.object({
  source: z.string(),
  label: z.string(),
  /** `failed`: the last reading failed; `stale`: nothing good for longer than it should take; `never`: nothing good yet. */
  state: z.enum(['ok', 'partial', 'stale', 'failed', 'never']),
  /** Last reading that succeeded, or the last scan. */
  lastGoodAt: z.iso.datetime().nullable(),
  /** What went wrong, for people; null when nothing did. */
  reason: z.string().nullable(),
});
export type SourceState = z.infer<typeof sourceState>;

/** Body of `POST /api/dashboard/sync`. */
export const syncOrder = z.strictObject({});
/** Answer: the jobs that were ordered; none where no source is set up that the hub reads by itself. */
export const orderedSync = z.object({ status: z.literal('ordered'), jobs: z.array(z.string()) });
export type OrderedSync = z.infer<typeof orderedSync>;
