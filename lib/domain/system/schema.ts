import * as z from 'zod';
import { HEALTH_MEASURES } from '@/lib/domain/health-check/rules';
import { detailedHealth } from '@/lib/domain/health-check/schema';

const count = z.number().int();
const instant = z.iso.datetime();

/** Answer of `GET /api/admin/system`: the health of every part and what is behind it. What could not be read is null. */
export const systemState = z.object({
  asOf: instant,
  health: detailedHealth,
  /** Every threshold with the value of now; null: nothing to measure here. */
  measures: z.array(
    z.object({
      measure: z.enum(HEALTH_MEASURES),
      value: z.number().nullable(),
      warning: z.number(),
      critical: z.number().nullable(),
      /** Less is worse. */
      isLowBad: z.boolean(),
      status: z.enum(['ok', 'warning', 'critical']).nullable(),
    }),
  ),
  /** Of the web server that answers, since it started. */
  statements: z.object({ count, meanMillis: z.number().nullable() }),
  /** Its last statements that took longer than half a second, the latest first. */
  slowStatements: z.array(
    z.object({ at: instant, durationMillis: count, sql: z.string(), tag: z.string().nullable() }),
  ),
  /** The largest first; rows as the server estimates them. */
  tables: z.array(z.object({ name: z.string(), rows: count, dataBytes: count, indexBytes: count })).nullable(),
  redis: z
    .object({ version: z.string(), usedBytes: count, maxBytes: count.nullable(), clients: count, keys: count })
    .nullable(),
  versions: z.object({ hub: z.string(), build: z.string(), node: z.string(), database: z.string().nullable() }),
  /** Web servers that gave a sign of life within the last half minute; null when that is not known. */
  webServers: z.array(z.object({ version: z.string(), startedAt: instant })).nullable(),
});
export type SystemState = z.infer<typeof systemState>;
export type SystemMeasure = SystemState['measures'][number];
