import * as z from 'zod';

/** What somebody is paid from a day on: cents an hour, or cents a month (domain.md 9). */
export const payRate = z.strictObject({
  effectiveFrom: z.iso.date(),
  payType: z.enum(['hourly', 'salary']),
  amountCents: z.number().int().min(0).max(1_000_000_000),
});
export type PayRateInput = z.infer<typeof payRate>;
