import * as z from 'zod';

/** A sign of life on a screen's channel. */
export const screenHeartbeat = z.object({
  at: z.string(),
  today: z.string(),
  build: z.string(),
  isWatching: z.boolean(),
});
