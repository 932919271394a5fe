import * as z from 'zod';

const count = z.number().int().min(0);

/** Somebody beyond the deadline of domain.md 10 now. */
export const idleRow = z.object({
  employeeId: z.number().int(),
  name: z.string(),
  /** Of the work that the deadline follows from, else of the last scan; null without either. */
  department: z.string().nullable(),
  severity: z.enum(['warning', 'critical']),
  /** About the process: `No scans at Heat Press for 22 min`. */
  phrase: z.string(),
  /** From when on the pause is longer than normal. */
  since: z.iso.datetime(),
  /** Work time since then. */
  idleSeconds: count,
  /** Work time since the last scan ended, without one since clock-in. */
  quietSeconds: count,
});
export type IdleRow = z.infer<typeof idleRow>;
