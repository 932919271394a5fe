import * as z from 'zod';
import { fromIsoInstant } from '@/lib/platform/time/instant';

const instant = z.iso.datetime().transform(fromIsoInstant);

/** `before` of an audited decision about an identity. Events of an older version lack what came later. */
export const identityBefore = z.object({
  status: z.enum(['unmapped', 'suggested', 'verified', 'ignored']),
  employeeId: z.number().int().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedAt: instant.nullable(),
  touchedAt: instant.nullable(),
  refused: z.array(z.number().int()),
});

/** `after` of an audited decision about an identity. */
export const identityAfter = z.object({
  status: z.enum(['unmapped', 'suggested', 'verified', 'ignored']),
  employeeId: z.number().int().nullable(),
  refused: z.array(z.number().int()),
});

/** `before` of a person who was refused for an identity. */
export const rejectBefore = z.object({ touchedAt: instant.nullable() });

/** `after` of a person who was refused for an identity. */
export const rejectAfter = z.object({ employeeId: z.number().int(), refused: z.array(z.number().int()) });

/** `before` or `after` of a change of a person: the values that differ. */
export const employeeValues = z.strictObject({
  name: z.string().optional(),
  email: z.string().nullable().optional(),
  displayAlias: z.string().nullable().optional(),
  hiredOn: z.string().nullable().optional(),
  isContractor: z.boolean().optional(),
  isScanning: z.boolean().optional(),
  archivedAt: instant.nullable().optional(),
  /** Id of the change that this one took back. */
  undoes: z.number().int().optional(),
});
export type EmployeeValues = z.infer<typeof employeeValues>;

export const mergeAfter = z.object({ mergedInto: z.number().int(), changes: z.array(z.number().int()) });

/** What an admin decides under Mappings and Employees, and can take back. */
export const UNDOABLE_ACTIONS = [
  'identity.link',
  'identity.unlink',
  'identity.ignore',
  'identity.reject',
  'identity.undo',
  'employee.create',
  'employee.update',
  'employee.archive',
  'employee.unarchive',
  'employee.merge',
] as const;

/**
 * Whether an event tells all that its undo needs: those of an older version, and of programs that changed more at once, do
 * not. What it was about may have changed since all the same.
 */
export function isUndoable({ action, before, after }: { action: string; before: unknown; after: unknown }): boolean {
  switch (UNDOABLE_ACTIONS.find((one) => one === action)) {
    case 'identity.link':
    case 'identity.unlink':
    case 'identity.ignore':
    case 'identity.undo':
      return identityBefore.safeParse(before).success && identityAfter.safeParse(after).success;
    case 'identity.reject':
      return rejectBefore.safeParse(before).success && rejectAfter.safeParse(after).success;
    case 'employee.update':
    case 'employee.archive':
    case 'employee.unarchive':
      return employeeValues.safeParse(before).success && employeeValues.safeParse(after).success;
    case 'employee.create':
      return true;
    case 'employee.merge':
      return mergeAfter.safeParse(after).success;
    case undefined:
      return false;
  }
}
