import * as z from 'zod';
import { USER_ROLES } from './rights';

const moment = z.iso.datetime();
const name = z.string().trim().min(1, 'give a name').max(191);
/** null: every site, also later ones. */
const siteIds = z.array(z.number().int().positive()).min(1, 'choose at least one site').max(500).nullable();

/** A person who can sign in, as admins see them. */
export const listedUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(USER_ROLES),
  canSeePay: z.boolean(),
  siteIds: z.array(z.number().int()).nullable(),
  hasTwoFactor: z.boolean(),
  /** Still uses a password that somebody else made. */
  mustChangePassword: z.boolean(),
  isDeactivated: z.boolean(),
  createdAt: moment,
  /** Open sessions, and when the latest of them was last renewed (at most a day late). */
  sessions: z.number().int(),
  lastSeenAt: moment.nullable(),
  isYou: z.boolean(),
});
export type ListedUser = z.infer<typeof listedUser>;

/** Answer of `GET /api/admin/users`: by name, closed accounts last. */
export const userList = z.object({
  asOf: moment,
  rows: z.array(listedUser),
  sites: z.array(z.object({ id: z.number().int(), code: z.string(), name: z.string() })),
});
export type UserList = z.infer<typeof userList>;

export const userParams = z.object({ id: z.string().min(1).max(64) });

/** Body of `POST /api/admin/users`. */
export const userOrder = z.strictObject({
  email: z.email('is not an email address').max(191),
  name,
  role: z.enum(USER_ROLES),
  canSeePay: z.boolean().default(false),
  siteIds: siteIds.default(null),
});
/** Body of `PATCH /api/admin/users/:id`; what is left out stays. */
export const userChanges = z.strictObject({
  name: name.optional(),
  role: z.enum(USER_ROLES).optional(),
  canSeePay: z.boolean().optional(),
  siteIds: siteIds.optional(),
  isDeactivated: z.boolean().optional(),
});

/** Answers that show a password this one time. */
export const createdUser = z.object({ id: z.string(), password: z.string() });
export const newPassword = z.object({ password: z.string() });

/** An open session. */
const listedSession = z.object({
  id: z.string(),
  createdAt: moment,
  /** At most a day late. */
  lastSeenAt: moment,
  expiresAt: moment,
  ip: z.string().nullable(),
  /** What the browser says it is, e.g. `Firefox on Windows`. */
  device: z.string(),
  isCurrent: z.boolean(),
});
/** Answer of `GET /api/admin/users/:id/sessions` and of `GET /api/account/sessions`: the latest first. */
export const sessionList = z.object({ asOf: moment, rows: z.array(listedSession) });
export type SessionList = z.infer<typeof sessionList>;

/** Body of the routes that end sessions: one by its id, else all (of the asker's own all others). */
export const sessionRevocation = z.strictObject({ sessionId: z.string().min(1).max(64).optional() });
export const revokedSessions = z.object({ count: z.number().int() });
