import * as z from 'zod';
import { ALERT_SEVERITIES, ALERT_STATUSES } from './rules';

const moment = z.iso.datetime();
const note = z.string().trim().min(1, 'say in a few words what was done').max(1000);

export const alert = z.object({
  id: z.number().int(),
  kind: z.string(),
  /** What it is about, e.g. `employee:12`. */
  subject: z.string(),
  severity: z.enum(ALERT_SEVERITIES),
  status: z.enum(ALERT_STATUSES),
  title: z.string(),
  /** By kind; numbers and names behind the title. */
  details: z.record(z.string(), z.unknown()),
  openedAt: moment,
  updatedAt: moment,
  dueAt: moment,
  /** Past due, or was settled past due. */
  isBreached: z.boolean(),
  acknowledgedBy: z.string().nullable(),
  assignedTo: z.string().nullable(),
  resolvedAt: moment.nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type Alert = z.infer<typeof alert>;

/** Answer of `GET /api/dashboard/alerts`. */
export const alertList = z.object({
  asOf: moment,
  source: z.literal('live'),
  /** Of everything that waits, whatever the filter. */
  counts: z.array(
    z.object({
      severity: z.enum(ALERT_SEVERITIES),
      alerts: z.number().int(),
      breached: z.number().int(),
    }),
  ),
  rows: z.array(alert),
  nextCursor: z.string().nullable(),
});
export type AlertList = z.infer<typeof alertList>;

export const alertQuery = z.strictObject({
  status: z.enum(['unresolved', ...ALERT_STATUSES]).default('unresolved'),
  severity: z.enum(ALERT_SEVERITIES).optional(),
  kind: z.string().min(1).max(48).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type AlertQuery = z.infer<typeof alertQuery>;

export const alertParams = z.object({ id: z.coerce.number().int().positive() });
export const assignBody = z.strictObject({ userId: z.string().min(1).max(64) });
export const resolveBody = z.strictObject({ note });
