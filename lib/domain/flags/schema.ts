import * as z from 'zod';
import { FLAG_KINDS, FLAG_SEVERITIES } from './rules';

export const activityFlag = z.object({
  id: z.number().int(),
  kind: z.enum(FLAG_KINDS),
  severity: z.enum(FLAG_SEVERITIES),
  activityId: z.number().int(),
  /** null: of a login of nobody yet. */
  employeeId: z.number().int().nullable(),
  name: z.string().nullable(),
  date: z.iso.date(),
  flaggedAt: z.iso.datetime(),
  /** The facts it stands on: itemsCount, roleId, windowStart, windowEnd and more by kind. */
  details: z.record(z.string(), z.unknown()),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type ActivityFlag = z.infer<typeof activityFlag>;

/** Answer of `GET /api/dashboard/activity-flags`. */
export const flagList = z.object({
  asOf: z.iso.datetime(),
  source: z.literal('live'),
  rows: z.array(activityFlag),
  nextCursor: z.string().nullable(),
});
export type FlagList = z.infer<typeof flagList>;

const filter = {
  status: z.enum(['waiting', 'reviewed']).default('waiting'),
  kind: z.enum(FLAG_KINDS).optional(),
  severity: z.enum(FLAG_SEVERITIES).optional(),
  employeeId: z.coerce.number().int().positive().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

/** Query of the CSV: the filter of the page. */
export const flagExportQuery = z.strictObject(filter);
export type FlagExportQuery = z.infer<typeof flagExportQuery>;

export const flagQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type FlagQuery = z.infer<typeof flagQuery>;

export const flagParams = z.object({ id: z.coerce.number().int().positive() });
export const reviewBody = z.strictObject({
  note: z.string().trim().min(1, 'say in a few words what was found').max(1000),
});
