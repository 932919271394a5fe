import * as z from 'zod';

/** Half characters cannot be stored; two texts that differ in one only would be one key in the database. */
const text = (max: number) =>
  z
    .string()
    .overwrite((value) => value.toWellFormed())
    .trim()
    .max(max);
const instantText = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant such as 2026-03-09T14:05:00Z' });

/**
 * A work window as scanners and other systems send it (contract.md 5). At least one of externalId, userEmail and userName
 * says whose it is. `itemsCount` 0 withdraws the window.
 */
export const incomingActivitySchema = z.object({
  referenceId: text(128).min(1),
  source: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1-32 letters, digits, dashes or underscores')
    .nullish(),
  userEmail: text(191).toLowerCase().max(191).nullish(),
  userName: text(191).nullish(),
  externalId: text(191).nullish(),
  activityType: text(64).min(1),
  itemsCount: z.int(),
  windowStart: instantText,
  windowEnd: instantText,
});
export type IncomingActivity = z.infer<typeof incomingActivitySchema>;

/** Most rows that one call may store. */
export const MAX_BATCH_ROWS = 1_000;

/** A batch as it is sent. Its rows are judged one by one, so that a bad one does not stop the others. */
const batchRows = z.array(z.unknown()).max(MAX_BATCH_ROWS, `at most ${MAX_BATCH_ROWS} activities at once`);
export const activityBatchSchema = z.union([batchRows, z.object({ activities: batchRows })], {
  error: `send a list of at most ${MAX_BATCH_ROWS} activities`,
});

/** A row that was not stored, and why. `index` counts from 0 in the order sent. */
export const rejectedRowSchema = z.object({ index: z.int(), code: z.string(), message: z.string() });
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** The answer of a batch (contract.md 5). */
export const storedActivitiesSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  updated: z.int(),
  rejected: z.array(rejectedRowSchema),
});
export type StoredActivities = z.infer<typeof storedActivitiesSchema>;

/** Query of `GET /api/dashboard/activities/recent`. */
export const recentQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });

/** Answer: the work windows that ended last, newest first; ignored logins are left out. */
export const recentActivities = z.object({
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.literal('live'),
  rows: z.array(
    z.object({
      id: z.number().int(),
      /** Null while nobody is linked to the login. */
      employeeId: z.number().int().nullable(),
      /** Of the person, else what the source calls the login. */
      name: z.string(),
      activityType: z.string(),
      /** Null while the type has no role. */
      role: z.string().nullable(),
      department: z.string().nullable(),
      items: z.number().int(),
      windowStart: z.iso.datetime(),
      windowEnd: z.iso.datetime(),
      source: z.string(),
    }),
  ),
});
export type RecentActivities = z.infer<typeof recentActivities>;
