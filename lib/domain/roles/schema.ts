import * as z from 'zod';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';

/** A number that a decimal column holds exactly. */
function decimal(max: number, places: number) {
  return z
    .number()
    .min(0)
    .max(max)
    .refine((value) => {
      try {
        scaledFromDecimal(String(value), places);
        return true;
      } catch {
        return false;
      }
    }, `must have at most ${places} decimal places`);
}

/** The dated values of a role (domain.md 1). */
export const roleVersionValues = z.strictObject({
  /** Points per item; never negative. */
  multiplier: decimal(999.999, 3),
  expectedPerHour: decimal(99_999.999, 3),
  idleThresholdMinutes: z.number().int().min(1).max(1440),
  /** Points a month; null: no target. */
  monthlyTargetPoints: decimal(9_999_999_999.99, 2).nullable(),
});
export type RoleVersionValues = z.infer<typeof roleVersionValues>;

/** The values of a role that count for all days. */
export const roleChanges = z.strictObject({
  roleName: z.string().trim().min(1).max(80).optional(),
  departmentName: z.string().trim().min(1).max(80).optional(),
  roleType: z.enum(['batch', 'continuous']).optional(),
  flowOrder: z.number().int().min(0).max(10_000).optional(),
  isFinishing: z.boolean().optional(),
  isActive: z.boolean().optional(),
});
export type RoleChanges = z.infer<typeof roleChanges>;
