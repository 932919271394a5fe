import * as z from 'zod';

/** What every change of an alert, issue or flag answers. Loaded with the first change. */
export const actAnswer = z.object({ status: z.string() });
