import * as z from 'zod';

const id = z.number().int().min(1).max(4_294_967_295);
const queryId = z.coerce.number().int().min(1).max(4_294_967_295);
const instant = z.iso.datetime();
const live = { asOf: instant, source: z.literal('live') };
const revision = z.string().max(40);

export const IDENTITY_VIEWS = ['waiting', 'linked', 'ignored'] as const;

/** Query of `GET /api/admin/mappings`; `q` is a part of the login's name, id, email or of its person's name. */
export const mappingsQuery = z.strictObject({
  view: z.enum(IDENTITY_VIEWS).default('waiting'),
  q: z.string().trim().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type MappingsQuery = z.infer<typeof mappingsQuery>;

/** How many of the facts of a login there are, and over which time. */
const factCount = z.object({ count: z.number().int(), first: instant.nullable(), last: instant.nullable() });

/** A person who may be behind a login, and why. */
export const suggestion = z.object({
  employeeId: id,
  name: z.string(),
  email: z.string().nullable(),
  /** 0 to 1 */
  similarity: z.number(),
  level: z.enum(['HIGH', 'POSSIBLE', 'BEST AVAILABLE']),
  /** In words, e.g. `same “halloway”`. */
  reason: z.string(),
});
export type Suggestion = z.infer<typeof suggestion>;

/** What Connecteam says about the user of a login. */
export const connecteamValues = z.object({
  name: z.string(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  isArchived: z.boolean(),
  isGone: z.boolean(),
});

/** A login or user id of a source. */
export const mappedIdentity = z.object({
  id,
  source: z.string(),
  externalId: z.string(),
  externalName: z.string().nullable(),
  externalEmail: z.string().nullable(),
  status: z.enum(['unmapped', 'suggested', 'verified', 'ignored']),
  employee: z
    .object({ employeeId: id, name: z.string(), email: z.string().nullable(), isArchived: z.boolean() })
    .nullable(),
  /** Sent back with a decision, which is refused when somebody decided meanwhile. */
  revision,
  firstSeenAt: instant,
  lastSeenAt: instant,
  linkedAt: instant.nullable(),
  /** User, job or program. */
  linkedBy: z.string().nullable(),
  items: z.number().int(),
  scans: factCount,
  punches: factCount,
  connecteam: connecteamValues.nullable(),
  /** Of logins that wait: the most similar people who were not rejected, best first. */
  suggestions: z.array(suggestion),
});
export type MappedIdentity = z.infer<typeof mappedIdentity>;

/** Answer of `GET /api/admin/mappings`, the latest logins first. */
export const mappingList = z.object({ ...live, rows: z.array(mappedIdentity), nextCursor: z.string().nullable() });
export type MappingList = z.infer<typeof mappingList>;

/** Answer of `GET /api/admin/mappings/counts`: what waits for an admin. */
export const mappingCounts = z.object({
  asOf: instant,
  state: z.enum(['live', 'stale']),
  source: z.literal('live'),
  logins: z.number().int(),
  people: z.number().int(),
});
export type MappingCounts = z.infer<typeof mappingCounts>;

/** A person without a login of the time clock, and the clock logins that may be theirs. */
export const clocklessPerson = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  revision,
  logins: z.number().int(),
  suggestions: z.array(
    z.object({
      identityId: id,
      name: z.string(),
      externalId: z.string(),
      revision,
      similarity: z.number(),
      level: z.enum(['HIGH', 'POSSIBLE', 'BEST AVAILABLE']),
      reason: z.string(),
    }),
  ),
});
export type ClocklessPerson = z.infer<typeof clocklessPerson>;

/** Answer of `GET /api/admin/mappings/people`, by name. */
export const clocklessList = z.object({ ...live, rows: z.array(clocklessPerson) });
export type ClocklessList = z.infer<typeof clocklessList>;

/** Query of `GET /api/admin/mappings/preview`: what a decision about a login would move. */
export const previewQuery = z
  .strictObject({
    identityId: queryId,
    action: z.enum(['link', 'unlink', 'ignore']),
    /** Whom it would be linked to; left out for a person who is yet to be created. */
    employeeId: queryId.optional(),
  })
  .refine(({ action, employeeId }) => action === 'link' || employeeId === undefined, {
    error: 'only a link has a person',
    path: ['employeeId'],
  });
export type PreviewQuery = z.infer<typeof previewQuery>;

const holder = z.object({
  kind: z.enum(['person', 'new', 'unmapped', 'ignored']),
  employeeId: id.nullable(),
  name: z.string().nullable(),
});
const amount = z.object({ items: z.number().int(), points: z.number() });

/** Answer: per day of the site what leaves one holder and arrives at the other. Ignored logins count nowhere. */
export const mappingPreview = z.object({
  ...live,
  identityId: id,
  from: holder,
  to: holder,
  days: z.array(z.object({ date: z.iso.date(), leaves: amount, arrives: amount, punches: z.number().int() })),
  total: z.object({ leaves: amount, arrives: amount, punches: z.number().int() }),
  /** Scans of an activity type without a department: they move, and count nowhere yet. */
  uncountedScans: z.number().int(),
});
export type MappingPreview = z.infer<typeof mappingPreview>;

const named = { identityId: id, revision };
/** What an admin decides about a login; `create` adds the person it is linked to. */
export const decision = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('link'), ...named, employeeId: id }),
  z.strictObject({ action: z.literal('unlink'), ...named }),
  z.strictObject({ action: z.literal('ignore'), ...named }),
  z.strictObject({ action: z.literal('reject'), ...named, employeeId: id }),
  z.strictObject({
    action: z.literal('create'),
    ...named,
    name: z.string().trim().min(1, 'must not be empty').max(191),
    email: z.string().trim().max(191).nullable().default(null),
    isContractor: z.boolean().default(false),
  }),
]);
export type Decision = z.infer<typeof decision>;

/** Body of `POST /api/admin/mappings/decisions`: all or nothing. */
export const decisionOrder = z.strictObject({ decisions: z.array(decision).min(1).max(200) });

/** Answer of decisions and undos: what takes them back, and whose days are rescored. */
export const changeAnswer = z.object({
  changeIds: z.array(z.number().int()),
  /** 0 stands for the unmapped work of the site. */
  employeeIds: z.array(z.number().int()),
  /** Person-days of theirs that wait for a new score. */
  waiting: z.number().int(),
});
export type ChangeAnswer = z.infer<typeof changeAnswer>;

/** Body of `POST /api/admin/mappings/undo`. */
export const undoOrder = z.strictObject({
  changeIds: z.array(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)).min(1).max(500),
});

/** Query of `GET /api/admin/mappings/progress`: ids with commas between them, 0 for unmapped work. */
export const progressQuery = z.strictObject({
  employeeIds: z
    .string()
    .max(3_000)
    .regex(/^\d{1,10}(,\d{1,10})*$/, 'ids with commas between them'),
});

/** Answer: person-days of these people that wait for a new score, and those whose scoring failed. */
export const progressAnswer = z.object({ ...live, waiting: z.number().int(), failed: z.number().int() });
export type ProgressAnswer = z.infer<typeof progressAnswer>;

/** Query of `GET /api/admin/mappings/changes`. */
export const changesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ChangesQuery = z.infer<typeof changesQuery>;

/** A change of a login or a person, as the audit has it. */
export const recentChange = z.object({
  id: z.number().int(),
  at: instant,
  by: z.string(),
  action: z.string(),
  /** What it was about: the name of a login or person. */
  subject: z.string(),
  /** The person before and after, of decisions about a login. */
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  employeeId: id.nullable(),
  isUndone: z.boolean(),
  canUndo: z.boolean(),
});
export type RecentChange = z.infer<typeof recentChange>;

/** Answer of `GET /api/admin/mappings/changes`, the latest first. */
export const changeList = z.object({ ...live, rows: z.array(recentChange), nextCursor: z.string().nullable() });
export type ChangeList = z.infer<typeof changeList>;
