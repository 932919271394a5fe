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

/** Name of an activity type as scans carry it. */
const activityType = z.string().trim().min(1).max(64);

/** Body of `POST /api/admin/departments`: a department and the values it begins with, for all days. */
export const newRole = roleChanges
  .omit({ isActive: true })
  .required()
  .extend({ activityType, values: roleVersionValues });
export type NewRole = z.infer<typeof newRole>;
export const newRoleAnswer = z.object({ id: z.number().int(), windows: z.number().int() });

/** Body of `PUT /api/admin/activity-types`: a type that is no department's own counts as work of one. */
export const typeMapping = z.strictObject({ activityType, roleId: z.number().int().positive() });
export const typeMappingAnswer = z.object({ windows: z.number().int() });

const revision = z.string().max(32).optional();
const validFrom = z.iso.date();

/** Body of `POST /api/admin/departments/:id/preview`. */
export const rolePreviewOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('set'),
    validFrom,
    values: roleVersionValues,
    revision,
    /** As if the values had counted on every one of the days, not only from `validFrom` on. */
    isAsIfAlways: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('remove'), validFrom, revision }),
  z.strictObject({ kind: z.literal('changes'), changes: roleChanges, revision }),
]);
export type RolePreviewOrder = z.infer<typeof rolePreviewOrder>;

/** Bodies of the edits; `revision` is the one of what the editor saw, so that a faster editor is not overwritten. */
export const roleVersionEdit = z.strictObject({ values: roleVersionValues, revision });
export const roleVersionRemoval = z.strictObject({ revision });
export const roleEdit = z.strictObject({ changes: roleChanges, revision });

export const roleParams = z.object({ id: z.coerce.number().int().positive() });
export const roleVersionParams = roleParams.extend({ validFrom });

const instant = z.iso.datetime();
const version = roleVersionValues.extend({
  validFrom,
  revision: z.string(),
  /** Counts today. */
  isCurrent: z.boolean(),
});
export type ListedVersion = z.infer<typeof version>;

/** Answer of `GET /api/admin/departments`: all roles in flow order with all their versions, the latest first. */
export const departmentList = z.object({
  asOf: instant,
  today: z.iso.date(),
  rows: z.array(
    z.object({
      id: z.number().int(),
      activityType: z.string(),
      roleName: z.string(),
      departmentName: z.string(),
      colour: z.number().int(),
      roleType: z.enum(['batch', 'continuous']),
      flowOrder: z.number().int(),
      isFinishing: z.boolean(),
      isActive: z.boolean(),
      revision: z.string(),
      versions: z.array(version),
    }),
  ),
});
export type DepartmentList = z.infer<typeof departmentList>;
export type ListedDepartment = DepartmentList['rows'][number];

/** Answer of `GET /api/admin/activity-types`: types that are no department's own, those that wait for one first. */
export const activityTypeList = z.object({
  asOf: instant,
  rows: z.array(
    z.object({
      activityType: z.string(),
      /** Where its scans count; null: nowhere yet. */
      roleId: z.number().int().nullable(),
      /** What waits under it; null for a mapped one. */
      waiting: z
        .object({ windows: z.number().int(), items: z.number().int(), firstDay: z.iso.date(), lastDay: z.iso.date() })
        .nullable(),
    }),
  ),
});
export type ActivityTypeList = z.infer<typeof activityTypeList>;
export type ListedActivityType = ActivityTypeList['rows'][number];

/** Answer of `GET /api/admin/departments/:id/history`: edits of the role, the latest first. */
export const roleHistory = z.object({
  asOf: instant,
  rows: z.array(
    z.object({
      id: z.number().int(),
      at: instant,
      by: z.string(),
      action: z.string(),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
export type RoleHistory = z.infer<typeof roleHistory>;

export const versionAnswer = z.object({ requested: z.number().int() });
export const roleEditAnswer = z.object({ recalculationId: z.number().int().nullable() });
