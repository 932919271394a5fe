import * as z from 'zod';
import { ALERT_ACTIONS, ALERT_SEVERITIES, ALERT_STATUSES } from './rules';

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
  /** The business day it was opened on. */
  date: z.iso.date(),
  /** By kind; numbers and names behind the title. */
  details: z.record(z.string(), z.unknown()),
  openedAt: moment,
  updatedAt: moment,
  dueAt: moment,
  /** Past due, or was settled past due. */
  isBreached: z.boolean(),
  acknowledgedBy: z.string().nullable(),
  assignedTo: z.string().nullable(),
  /** Id of that user. */
  assigneeId: z.string().nullable(),
  resolvedAt: moment.nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type Alert = z.infer<typeof alert>;

const count = z.object({
  severity: z.enum(ALERT_SEVERITIES),
  alerts: z.number().int(),
  breached: z.number().int(),
});

/** Answer of `GET /api/dashboard/alerts`. */
export const alertList = z.object({
  asOf: moment,
  source: z.literal('live'),
  /** Of everything that waits, whatever the filter. */
  counts: z.array(count),
  rows: z.array(alert),
  nextCursor: z.string().nullable(),
});
export type AlertList = z.infer<typeof alertList>;

/** Something that was done about an alert. */
export const alertEvent = z.object({
  at: moment,
  /** `open` with its cause, `close` when the cause was gone. */
  action: z.enum(ALERT_ACTIONS),
  /** Name of the user or key; null for the hub itself. */
  by: z.string().nullable(),
  /** To whom it was given. */
  assignedTo: z.string().nullable(),
  note: z.string().nullable(),
});
export type AlertEvent = z.infer<typeof alertEvent>;

/** Answer of `GET /api/dashboard/alerts/:id`. */
export const alertAnswer = z.object({
  asOf: moment,
  source: z.literal('live'),
  alert,
  /** The latest first. */
  history: z.array(alertEvent),
});
export type AlertAnswer = z.infer<typeof alertAnswer>;

/** Answer of `GET /api/dashboard/alerts/counts`: what of the alerts is on every page. */
export const alertCounts = z.object({
  asOf: moment,
  state: z.enum(['live', 'stale']),
  source: z.literal('live'),
  /** Of everything that waits. */
  counts: z.array(count),
  /** Critical ones that wait, the latest first, at most 20. */
  critical: z.array(z.object({ id: z.number().int(), title: z.string(), openedAt: moment })),
});
export type AlertCounts = z.infer<typeof alertCounts>;

/** Answer of `GET /api/dashboard/alerts/assignees`: everybody an alert can be given to, by name. */
export const assigneeList = z.object({
  asOf: moment,
  source: z.literal('live'),
  rows: z.array(
    z.object({ userId: z.string(), name: z.string(), role: z.enum(['admin', 'manager']), isYou: z.boolean() }),
  ),
});
export type AssigneeList = z.infer<typeof assigneeList>;

const filter = {
  status: z.enum(['unresolved', ...ALERT_STATUSES]).default('unresolved'),
  severity: z.enum(ALERT_SEVERITIES).optional(),
  kind: z.string().min(1).max(48).optional(),
};

/** Query of the CSV: the filter of the page. */
export const alertExportQuery = z.strictObject(filter);
export type AlertExportQuery = z.infer<typeof alertExportQuery>;

export const alertQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type AlertQuery = z.infer<typeof alertQuery>;

export const alertParams = z.object({ id: z.coerce.number().int().positive() });
export const assignBody = z.strictObject({ userId: z.string().min(1).max(64) });
export const resolveBody = z.strictObject({ note });
export const noteBody = z.strictObject({ note });
