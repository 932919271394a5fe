import * as z from 'zod';

const amountCents = z.number().int().min(0).max(1_000_000_000);
const payType = z.enum(['hourly', 'salary']);
const effectiveFrom = z.iso.date();
const revision = z.string().max(32).optional();
const count = z.number().int();

/** What somebody is paid from a day on: cents an hour, or cents a month (domain.md 9). */
export const payRate = z.strictObject({ effectiveFrom, payType, amountCents });
export type PayRateInput = z.infer<typeof payRate>;

export const payRateParams = z.object({ employeeId: z.coerce.number().int().positive(), effectiveFrom });
/** Bodies of the edits; `revision` is the one of what the editor saw, so that a faster editor is not overwritten. */
export const payRateEdit = z.strictObject({ payType, amountCents, revision });
export const payRateRemoval = z.strictObject({ revision });
export const payRateAnswer = z.object({ requested: count });

/** Body of `POST /api/admin/pay-rates/preview`: the rate of a day, or null to take it away. */
export const payPreviewOrder = z.strictObject({
  employeeId: z.number().int().positive(),
  effectiveFrom,
  rate: z.strictObject({ payType, amountCents }).nullable(),
  revision,
});
export type PayPreviewOrder = z.infer<typeof payPreviewOrder>;

export const RATE_FILTERS = ['all', 'unset'] as const;
/** What the list and its export show. */
export const payListFilter = z.strictObject({
  rates: z.enum(RATE_FILTERS).default('all'),
  q: z.string().max(80).default(''),
});

const listedRate = payRate.extend({ revision: z.string() });
export type ListedRate = z.infer<typeof listedRate>;

/** Answer of `GET /api/admin/pay-rates`: everybody who is not archived, with all their rates, the latest first. */
export const payList = z.object({
  asOf: z.iso.datetime(),
  today: z.iso.date(),
  currency: z.string(),
  /** Counts for whoever has no rate on a day. */
  defaultHourlyCents: count,
  rows: z.array(
    z.object({
      employeeId: count,
      name: z.string(),
      email: z.string().nullable(),
      isContractor: z.boolean(),
      /** The rate of today; null: none, the default counts. */
      current: listedRate.nullable(),
      /** What an hour costs today. */
      hourlyCents: count,
      /** Scored days in the last 30. */
      daysWorked: count,
      rates: z.array(listedRate),
    }),
  ),
});
export type PayList = z.infer<typeof payList>;
export type PaidRow = PayList['rows'][number];

/**
 * Body of `POST /api/admin/pay-rates/import`. Without `confirmed` nothing is written; with it the rows are, all in one
 * transaction, if they still are what the preview said.
 */
export const payImportOrder = z.strictObject({
  csv: z.string().max(500_000, 'the file is too large'),
  /** Of the preview. */
  confirmed: z.string().max(32).optional(),
});
export type PayImportOrder = z.infer<typeof payImportOrder>;

const importedRow = z.object({
  line: count,
  /** As written in the file. */
  person: z.string(),
  employeeId: count.nullable(),
  name: z.string().nullable(),
  rate: payRate.nullable(),
  /** What the person has from that very day; null: nothing. */
  before: payRate.nullable(),
  /** What is wrong; null: the row can be written. */
  problem: z.string().nullable(),
});
export type ImportedRow = z.infer<typeof importedRow>;

export const payImportAnswer = z.object({
  isWritten: z.boolean(),
  rows: z.array(importedRow),
  /** Rows to write, rows that say what is there already, rows that cannot be written. */
  changed: count,
  same: count,
  refused: count,
  /** Sent back to write exactly this; null while a row is refused or nothing would change. */
  confirmation: z.string().nullable(),
  requested: count,
  /** Labour of the last 30 days of everybody whom the file changes, as it is and as it would be; null once written. */
  labourCents: z.object({ before: count, after: count }).nullable(),
});
export type PayImportAnswer = z.infer<typeof payImportAnswer>;
