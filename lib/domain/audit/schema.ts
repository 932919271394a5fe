import * as z from 'zod';

const instant = z.iso.datetime();
export const ACTOR_TYPES = ['user', 'api_key', 'system', 'shell', 'screen'] as const;

/** Who did it. */
const actor = z.object({
  type: z.enum(ACTOR_TYPES),
  id: z.string(),
  /** Of the person, key or screen; else what it is. */
  name: z.string(),
});

const fieldChange = z.object({
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** Its values tell of pay, which the asker may not see: they are left out. */
  isHidden: z.boolean(),
});

export const auditEvent = z.object({
  id: z.number().int(),
  at: instant,
  actor,
  /** e.g. `identity.link` */
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  /** Name of the person, user, key, screen or department it is about, where there is one. */
  entityName: z.string().nullable(),
  /** Not of one site: users, and what the hub does for itself. */
  isOfHub: z.boolean(),
  changes: z.array(fieldChange),
  ip: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** Answer of `GET /api/admin/audit`: the latest first. */
export const auditList = z.object({
  asOf: instant,
  source: z.literal('live'),
  rows: z.array(auditEvent),
  nextCursor: z.string().nullable(),
  /** Who can be filtered by: people, keys and screens by name. */
  actors: z.array(z.object({ value: z.string(), label: z.string() })),
});
export type AuditList = z.infer<typeof auditList>;

const filter = {
  /** `user:ID`, `api_key:12`, `screen:3`, or all of a kind: `system`, `shell`. */
  actor: z
    .string()
    .max(80)
    .regex(/^(user|api_key|system|shell|screen)(:.+)?$/, 'must be a kind of actor, or a kind and an id')
    .optional(),
  entity: z.string().min(1).max(48).optional(),
  entityId: z.string().min(1).max(96).optional(),
  /** Days of the site, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

export const auditExportQuery = z.strictObject(filter);
export type AuditFilter = z.infer<typeof auditExportQuery>;
export const auditQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;
