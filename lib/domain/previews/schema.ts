import * as z from 'zod';

const count = z.number().int();
/** A number as it is and as it would be; null where it does not exist. */
const numbers = z.object({ before: z.number().nullable(), after: z.number().nullable() });
const cents = z.object({ before: count, after: count });

/**
 * What a change would do to the last 30 days, worked out by the scorer on the stored facts; nothing is written. Costs are
 * there for those alone who may see pay.
 */
export const effect = z.object({
  asOf: z.iso.datetime(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** Person-days that were scored both ways, and how many of them came out different. */
  personDays: count,
  changedPersonDays: count,
  /** Person-days of all time that saving would have scored again. */
  requested: count,
  /** The days of a recalculation; null where there is none. */
  rescored: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  /** Seconds which that takes, where it is a recalculation; null where the queue does it at once. */
  recalculationSeconds: count.nullable(),
  /** Of the people on those days. */
  total: z.object({
    points: numbers,
    finishedItems: numbers,
    /** active / clocked, 0 to 1 */
    efficiency: numbers,
    /** Items / items expected of the hours worked, 1 = on target */
    targetShare: numbers,
    labourCents: cents.optional(),
  }),
  departments: z.array(
    z.object({
      roleId: count,
      department: z.string(),
      colour: count,
      /** Unmapped work included. */
      points: numbers,
      targetShare: numbers,
      labourCents: cents.optional(),
    }),
  ),
  /** Days whose points or finished items come out different, the latest first. */
  days: z.array(z.object({ day: z.iso.date(), points: numbers, finishedItems: numbers })),
  /** Those with a day that comes out different, the largest change of points first. */
  people: z.array(
    z.object({
      employeeId: count,
      name: z.string(),
      days: count,
      changedDays: count,
      points: numbers,
      efficiency: numbers,
      labourCents: cents.optional(),
    }),
  ),
});
export type EffectPreview = z.infer<typeof effect>;
export type EffectNumbers = z.infer<typeof numbers>;
