import * as z from 'zod';
import { sourceState } from '@/lib/domain/sources/schema';

/** `off`: this installation has none; `unknown`: it could not be looked at. */
const partStatus = z.enum(['ok', 'warning', 'critical', 'off', 'unknown']);
export type PartStatus = z.infer<typeof partStatus>;

/** What every part says; `problem` is for people, null while nothing is wrong. */
const part = { status: partStatus, problem: z.string().nullable() };
const instant = z.iso.datetime().nullable();
const count = z.number().int();
const millis = z.number().nullable();
const share = z.number().min(0).max(1).nullable();
const pool = z.object({ size: count, used: count, free: count, waiting: count });
const reads = { hit: count, miss: count, stale: count, error: count, hitShare: share };

/** Answer of `GET /api/health/detailed`. What could not be measured is null. */
export const detailedHealth = z.object({
  /** The worst of all parts; a part that is unknown counts as a warning. */
  status: z.enum(['ok', 'warning', 'critical']),
  checkedAt: z.iso.datetime(),
  /** Of the web server that answers. */
  version: z.string(),
  uptimeSeconds: count,
  parts: z.object({
    primary: z.object({ ...part, latencyMillis: millis, connectionsShare: share, pool }),
    replica: z.object({ ...part, latencyMillis: millis, lagSeconds: z.number().nullable(), pool: pool.nullable() }),
    redis: z.object({ ...part, latencyMillis: millis }),
    queue: z.object({
      ...part,
      waiting: count.nullable(),
      active: count.nullable(),
      delayed: count.nullable(),
      failed: count.nullable(),
      oldestSeconds: z.number().nullable(),
    }),
    /** Those that gave a sign of life within the last half minute. */
    workers: z.object({
      ...part,
      processes: z.array(z.object({ version: z.string(), startedAt: z.iso.datetime(), seenAt: z.iso.datetime() })),
    }),
    /** When the last good and the last failed run of each job began, over all sites. */
    jobs: z.object({
      ...part,
      jobs: z.array(z.object({ job: z.string(), lastSuccessAt: instant, lastFailureAt: instant })),
    }),
    sources: z.object({
      ...part,
      sources: z.array(sourceState.omit({ reason: true }).extend({ site: z.string() })),
    }),
    /** Reads of the web server that answers, since it started. */
    cache: z.object({ ...part, hitShare: share, keys: z.array(z.object({ key: z.string(), ...reads })) }),
    backup: z.object({
      ...part,
      lastBackupAt: instant,
      ageSeconds: z.number().nullable(),
      /** When a backup was last restored to prove that it can be. */
      lastProvenRestoreAt: instant,
    }),
    disk: z.object({ ...part, usedShare: share }),
  }),
});
export type DetailedHealth = z.infer<typeof detailedHealth>;
