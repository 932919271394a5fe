import * as z from 'zod';
import { changeAnswer, recentChange, suggestion } from '@/lib/domain/identity/schema';
import { EMPLOYEE_STATUSES } from './rules';
import { mapping } from './schema';

const id = z.number().int().min(1).max(4_294_967_295);
const revision = z.string().max(40);
const live = { asOf: z.iso.datetime(), source: z.literal('live') };
const filter = {
  /** A part of the name, alias or email. */
  q: z.string().trim().max(100).default(''),
  status: z.enum(EMPLOYEE_STATUSES).default('active'),
};

/** Query of the list as CSV: the filter of the page. */
export const adminEmployeesExportQuery = z.strictObject(filter);
export type AdminEmployeesExportQuery = z.infer<typeof adminEmployeesExportQuery>;

/** Query of `GET /api/admin/employees`. */
export const adminEmployeesQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(500),
  cursor: z.string().max(600).optional(),
});
export type AdminEmployeesQuery = z.infer<typeof adminEmployeesQuery>;

/** A person as admins edit them. */
export const adminEmployee = z.object({
  employeeId: id,
  name: z.string(),
  email: z.string().nullable(),
  alias: z.string().nullable(),
  hiredOn: z.iso.date().nullable(),
  isContractor: z.boolean(),
  isScanning: z.boolean(),
  isArchived: z.boolean(),
  archivedAt: z.iso.datetime().nullable(),
  /** Sent back with a change, which is refused when somebody changed the person meanwhile. */
  revision,
  /** Logins by source. */
  clockLogins: z.number().int(),
  scanLogins: z.number().int(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type AdminEmployee = z.infer<typeof adminEmployee>;

/** Answer of `GET /api/admin/employees`, by name. */
export const adminEmployeeList = z.object({
  ...live,
  rows: z.array(adminEmployee),
  nextCursor: z.string().nullable(),
});
export type AdminEmployeeList = z.infer<typeof adminEmployeeList>;

/** Answer of `GET /api/admin/employees/:id`. */
export const adminEmployeeAnswer = z.object({
  ...live,
  employee: adminEmployee,
  identities: mapping.shape.identities,
  /** People who may be the same one, with the reason. */
  twins: z.array(suggestion),
  /** What was changed of the person and their logins, the latest first, at most 100. */
  history: z.array(recentChange),
});
export type AdminEmployeeAnswer = z.infer<typeof adminEmployeeAnswer>;

const values = {
  name: z.string().trim().min(1, 'must not be empty').max(191),
  email: z.union([z.literal(''), z.email().max(191)]).nullable(),
  alias: z.string().trim().max(80).nullable(),
  hiredOn: z.iso.date().nullable(),
  isContractor: z.boolean(),
  isScanning: z.boolean(),
};

/** Body of `POST /api/admin/employees`. */
export const newEmployee = z.strictObject({
  ...values,
  email: values.email.default(null),
  alias: values.alias.default(null),
  hiredOn: values.hiredOn.default(null),
  isContractor: values.isContractor.default(false),
  isScanning: values.isScanning.default(true),
});
/** Answer: the new person, and what takes that back. */
export const newEmployeeAnswer = changeAnswer.extend({ employeeId: id });

/** Body of `PATCH /api/admin/employees/:id`; what is left out stays as it is. */
export const employeeChange = z.strictObject({
  revision: revision.optional(),
  changes: z
    .strictObject({ ...values, isArchived: z.boolean() })
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, { error: 'name what changes' }),
});

/** Query of `GET /api/admin/employees/:id/merge`. */
export const mergeQuery = z.strictObject({ intoId: z.coerce.number().int().min(1).max(4_294_967_295) });
/** Body of `POST /api/admin/employees/:id/merge`: the person of the path goes, `intoId` stays. */
export const mergeOrder = z.strictObject({
  intoId: id,
  revision: revision.optional(),
  intoRevision: revision.optional(),
});
