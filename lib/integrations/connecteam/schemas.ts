import * as z from 'zod';

/**
 * What we read of Connecteam's answers (connecteam-api.md 7). Unknown fields pass; null counts as missing. Lists of
 * facts are read row by row by their users, so that one odd row does not hide the others.
 */

const missing = (value: unknown) => (value === null ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(missing, schema.optional());
const flag = z.preprocess((value) => missing(value) ?? false, z.boolean());

const positiveId = z.number().int().positive();
/** Epoch seconds; a fraction is cut off (domain.md 2). Later than 2100 or before 1971 is a unit mistake, not a time. */
const instant = z.number().min(31_536_000).max(4_102_444_800).transform(Math.floor);
/** 0 and absent both mean "never". */
const instantOrNever = z.preprocess((value) => (value === 0 ? undefined : missing(value)), instant.optional());

export const userSchema = z.object({
  userId: positiveId,
  firstName: z.preprocess((value) => missing(value) ?? '', z.string()),
  lastName: z.preprocess((value) => missing(value) ?? '', z.string()),
  userType: z.preprocess((value) => missing(value) ?? 'user', z.string()),
  email: optional(z.string()),
  isArchived: flag,
  createdAt: instantOrNever,
  modifiedAt: instantOrNever,
  archivedAt: instantOrNever,
  customFields: z.preprocess(
    (value) => missing(value) ?? [],
    z.array(z.object({ name: optional(z.string()), type: optional(z.string()), value: z.unknown() })),
  ),
});
export type ConnecteamUser = z.infer<typeof userSchema>;

export const usersDataSchema = z.object({ users: z.array(z.unknown()) });

export const clockSchema = z.object({ id: positiveId, name: z.string(), isArchived: flag });
export type ConnecteamClock = z.infer<typeof clockSchema>;

export const clocksDataSchema = z.object({ timeClocks: z.array(clockSchema) });

export const breakTypeSchema = z.object({
  id: z.string().min(1),
  name: z.preprocess((value) => missing(value) ?? '', z.string()),
  isPaid: z.boolean(),
  duration: optional(z.number()),
});
export type ConnecteamBreakType = z.infer<typeof breakTypeSchema>;

export const breakTypesDataSchema = z.object({ manualBreaks: z.array(z.unknown()) });

const startPointSchema = z.object({ timestamp: instant, timezone: optional(z.string()) });
/** An open activity has no end, or one without a time. */
const endPointSchema = optional(z.object({ timestamp: optional(instant) }));

export const shiftSchema = z.object({
  id: z.string().min(1).max(64),
  start: startPointSchema,
  end: endPointSchema,
  isAutoClockOut: flag,
});

export const manualBreakSchema = z.object({
  id: z.string().min(1).max(64),
  manualBreakId: optional(z.string()),
  start: startPointSchema,
  end: endPointSchema,
});

export const timeActivitiesDataSchema = z.object({
  timeActivitiesByUsers: z.array(
    z.object({
      userId: positiveId,
      // Connecteam sends empty lists: one that is missing says nothing, see activities.ts.
      shifts: optional(z.array(z.unknown())),
      manualBreaks: optional(z.array(z.unknown())),
    }),
  ),
});
export type TimeActivitiesOfUser = z.infer<typeof timeActivitiesDataSchema>['timeActivitiesByUsers'][number];

export const companyDataSchema = z.object({ companyName: optional(z.string()), companyId: optional(z.string()) });

/** The token endpoint answers without the envelope (connecteam-api.md 3.2). */
export const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

export const envelopeSchema = z.object({ data: z.unknown().refine((data) => data !== undefined && data !== null) });
/** 200 with this is throttling, whatever the status says (connecteam-api.md 4). */
export const detailTextSchema = z.object({ detail: z.string() });
