import * as z from 'zod';
import { RECALCULATION_STATUSES, stagesSchema } from './rules';

const moment = z.iso.datetime();

export const recalculation = z.object({
  id: z.number().int(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** Only person-days with work in this role; null: all. */
  roleId: z.number().int().nullable(),
  direction: z.enum(['oldest_first', 'newest_first']),
  reason: z.string(),
  requestedBy: z.string(),
  status: z.enum(RECALCULATION_STATUSES),
  stages: stagesSchema,
  /** 0 to 1 */
  progress: z.number(),
  /** By its own speed; null while that is unknown or it does not run. */
  secondsLeft: z.number().int().nullable(),
  estimatedPersonDays: z.number().int(),
  estimatedSeconds: z.number().int(),
  requestedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  error: z.string().nullable(),
});
export type Recalculation = z.infer<typeof recalculation>;

export const recalculationList = z.object({
  asOf: moment,
  rows: z.array(recalculation),
  nextCursor: z.string().nullable(),
});
export type RecalculationList = z.infer<typeof recalculationList>;

/** Body of `POST /api/admin/recalculations`; with `estimate` nothing is ordered. */
export const recalculationOrder = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    direction: z.enum(['oldest_first', 'newest_first']).default('newest_first'),
    reason: z.string().trim().min(1, 'say in a few words why').max(300),
    estimate: z.boolean().default(false),
  })
  .refine((order) => order.from <= order.to, { path: ['to'], message: 'must not be before from' })
  .refine((order) => order.from >= '2000-01-01', { path: ['from'], message: 'must be 2000-01-01 or later' });
export type RecalculationOrder = z.infer<typeof recalculationOrder>;

export const estimate = z.object({
  days: z.number().int(),
  personDays: z.number().int(),
  seconds: z.number().int(),
});

export const recalculationQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export const recalculationParams = z.object({ id: z.coerce.number().int().positive() });
