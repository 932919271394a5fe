import * as z from 'zod';

/** The body of every refusal of the API (contract.md 5). */
export const errorBody = z.object({
  error: z.object({
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  }),
});
