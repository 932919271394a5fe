import * as z from 'zod';
import { redisNamespace } from '../redis/namespace';
import type { IsoDay } from '../time/instant';

/** The Redis channel of {@link LiveMessage}s. */
export const liveChannel = () => `${redisNamespace()}:live`;

/** What processes tell each other about changes that pages and screens show. */
export type LiveMessage =
  | { siteId: number; type: 'day-changed'; date: IsoDay }
  | { siteId: number; type: 'source-changed' }
  | { siteId: number; type: 'screens-changed' }
  | { siteId: number; type: 'alerts-changed' };

export const liveMessageSchema: z.ZodType<LiveMessage> = z.discriminatedUnion('type', [
  z.object({ siteId: z.number().int(), type: z.literal('day-changed'), date: z.string() }),
  z.object({ siteId: z.number().int(), type: z.literal('source-changed') }),
  z.object({ siteId: z.number().int(), type: z.literal('screens-changed') }),
  z.object({ siteId: z.number().int(), type: z.literal('alerts-changed') }),
]);
