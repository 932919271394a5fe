import * as z from 'zod';
import { ISSUE_KINDS } from './rules';

export const dataIssue = z.object({
  id: z.number().int(),
  kind: z.enum(ISSUE_KINDS),
  /** What it is about: `employee:12`, `identity:5`, `clock:77`, `type:Folding`. */
  subject: z.string(),
  employeeId: z.number().int().nullable(),
  identityId: z.number().int().nullable(),
  /** Name of the person or login; null for other subjects. */
  name: z.string().nullable(),
  /** Source of the login, e.g. `connecteam`. */
  source: z.string().nullable(),
  date: z.iso.date(),
  status: z.enum(['open', 'resolved']),
  /** By kind: ids of the punches, seconds, texts of the source. */
  details: z.record(z.string(), z.unknown()),
  openedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type DataIssue = z.infer<typeof dataIssue>;

/** Answer of `GET /api/dashboard/issues`. */
export const issueList = z.object({
  asOf: z.iso.datetime(),
  source: z.literal('live'),
  rows: z.array(dataIssue),
  nextCursor: z.string().nullable(),
});
export type IssueList = z.infer<typeof issueList>;

const filter = {
  status: z.enum(['open', 'resolved']).default('open'),
  kind: z.enum(ISSUE_KINDS).optional(),
  employeeId: z.coerce.number().int().positive().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

/** Query of the CSV: the filter of the page. */
export const issueExportQuery = z.strictObject(filter);
export type IssueExportQuery = z.infer<typeof issueExportQuery>;

export const issueQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type IssueQuery = z.infer<typeof issueQuery>;

export const issueParams = z.object({ id: z.coerce.number().int().positive() });
export const resolveIssueBody = z.strictObject({
  note: z.string().trim().min(1, 'say in a few words why it is settled').max(1000),
});
/** Answer of closing an issue and of opening it again. */
export const issueDecision = z.object({ status: z.enum(['open', 'resolved']) });
