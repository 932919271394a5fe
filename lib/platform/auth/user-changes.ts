import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { sessions, twoFactors, userSites, users } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { UserRole } from './rights';
import { forgetSessionUsers } from './session';
import { clearSignInFailures } from './sign-in-lock';
import { giveSites, makeOneTimePassword, requirePossibleRights, setPassword } from './users';

/** What of a person an admin may change; what is left out stays. */
export type UserChanges = {
  name?: string;
  role?: UserRole;
  canSeePay?: boolean;
  /** null: all sites */
  siteIds?: readonly number[] | null;
  isDeactivated?: boolean;
};

type OnUser = { userId: string; actor: Actor; now: EpochSeconds };
type User = typeof users.$inferSelect;

/**
 * Changes name, role, rights and sites of a person, or closes and opens the account; closing it ends its sessions. Audited
 * with what changed. Throws NOT_FOUND; VALIDATION on rights that do not go together; CONFLICT when nobody would be left
 * who is an admin of all sites, or when somebody would close the own account.
 */
export async function changeUser(db: Db, input: OnUser & { changes: UserChanges }): Promise<void> {
  const { userId, actor, now, changes } = input;
  await inTransaction(db, async (tx) => {
    const admins = await lockAdmins(tx);
    const user = await lockUser(tx, userId);
    const siteIds = await sitesOfUser(tx, user);
    const role = changes.role ?? user.role;
    const wanted = {
      name: changes.name ?? user.name,
      role,
      // Who becomes a viewer loses the right to see pay with the role.
      canSeePay: changes.canSeePay ?? (role === 'viewer' ? false : user.canSeePay),
      siteIds: changes.siteIds === undefined ? siteIds : changes.siteIds,
      isDeactivated: changes.isDeactivated ?? user.deactivatedAt !== null,
    };
    requirePossibleRights(wanted);
    if (wanted.isDeactivated && actor.type === 'user' && actor.id === userId) {
      throw new AppError('CONFLICT', 'You cannot close your own account. Another admin can.');
    }
    const staysAdmin = wanted.role === 'admin' && wanted.siteIds === null && !wanted.isDeactivated;
    if (admins.includes(userId) && !staysAdmin && admins.length === 1) {
      throw new AppError('CONFLICT', 'This is the last admin of all sites. Make somebody else one first.');
    }
    const codes = await giveSitesAnew(tx, userId, siteIds, wanted.siteIds);
    const deactivatedAt = wanted.isDeactivated ? (user.deactivatedAt ?? new Date(now * 1000)) : null;
    const { name, canSeePay } = wanted;
    const values = { name, role, canSeePay, allSites: wanted.siteIds === null, deactivatedAt };
    await tx
      .update(users)
      .set({ ...values, updatedAt: new Date(now * 1000) })
      .where(eq(users.id, userId));
    if (wanted.isDeactivated) await tx.delete(sessions).where(eq(sessions.userId, userId));
    const before = {
      name: user.name,
      role: user.role,
      canSeePay: user.canSeePay,
      sites: codes.before,
      isDeactivated: user.deactivatedAt !== null,
    };
    const after = { name, role, canSeePay, sites: codes.after, isDeactivated: wanted.isDeactivated };
    await auditChange(tx, input, before, after);
  });
  forgetSessionUsers();
}

/** Ends one session of a person, or all but `except`. Audited. Throws NOT_FOUND. */
export async function revokeSessions(
  db: Db,
  input: OnUser & { which: { id: string } | { except: string | null } },
): Promise<{ count: number }> {
  const { userId, which, actor, now } = input;
  const count = await inTransaction(db, async (tx) => {
    await lockUser(tx, userId);
    const chosen =
      'id' in which ? eq(sessions.id, which.id) : which.except === null ? undefined : ne(sessions.id, which.except);
    const ended = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), chosen));
    if ('id' in which && ended.length === 0) throw new AppError('NOT_FOUND', 'This session has ended already.');
    if (ended.length === 0) return 0;
    await tx.delete(sessions).where(
      inArray(
        sessions.id,
        ended.map(({ id }) => id),
      ),
    );
    const event = { siteId: null, at: now, actor, action: 'user.revoke-sessions', entity: 'user', entityId: userId };
    await writeAudit(tx, [{ ...event, after: { sessions: ended.length } }]);
    return ended.length;
  });
  forgetSessionUsers();
  return { count };
}

/** The id of the person with the address. Throws NOT_FOUND. */
export async function getUserId(db: Db, email: string): Promise<string> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email.trim().toLowerCase()));
  if (user === undefined) throw new AppError('NOT_FOUND', `There is no user ${email}.`);
  return user.id;
}

/**
 * Gives somebody a one-time password, answered here and kept nowhere, and ends all sessions and the lock of wrong
 * passwords. Audited. Throws NOT_FOUND.
 */
export async function resetPassword(db: Db, input: OnUser): Promise<string> {
  const { userId, actor, now } = input;
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (user === undefined) throw new AppError('NOT_FOUND', 'There is no such user.');
  const password = makeOneTimePassword();
  await setPassword(db, { email: user.email, password, mustChangePassword: true }, { actor, now });
  await clearSignInFailures(user.email);
  forgetSessionUsers();
  return password;
}

/** Takes the second factor off somebody who lost it, and ends all sessions. Audited. Throws NOT_FOUND, CONFLICT. */
export async function switchOffTwoFactor(db: Db, input: OnUser): Promise<void> {
  const { userId, actor, now } = input;
  await inTransaction(db, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user.twoFactorEnabled) throw new AppError('CONFLICT', 'This account has no second factor.');
    await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId));
    await tx.delete(twoFactors).where(eq(twoFactors.userId, userId));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await writeAudit(tx, [
      {
        siteId: null,
        at: now,
        actor,
        action: 'user.two-factor-off',
        entity: 'user',
        entityId: userId,
        before: { hasTwoFactor: true },
        after: { hasTwoFactor: false },
      },
    ]);
  });
  forgetSessionUsers();
}

async function lockUser(tx: Transaction, userId: string): Promise<User> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
  if (user === undefined) throw new AppError('NOT_FOUND', 'There is no such user.');
  return user;
}

/** Who can manage everything, locked so that two changes at once cannot take the last one away. */
async function lockAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.allSites, true), isNull(users.deactivatedAt)))
    .orderBy(asc(users.id))
    .for('update');
  return rows.map(({ id }) => id);
}

async function sitesOfUser(tx: Transaction, user: User): Promise<number[] | null> {
  if (user.allSites) return null;
  const rows = await tx.select({ id: userSites.siteId }).from(userSites).where(eq(userSites.userId, user.id));
  return rows.map(({ id }) => id);
}

/** Writes the sites when they change, and answers both lists as the audit shows them. */
async function giveSitesAnew(
  tx: Transaction,
  userId: string,
  old: readonly number[] | null,
  wanted: readonly number[] | null,
) {
  const before = old === null ? 'all' : await codesOf(tx, old);
  const isSame = old === null ? wanted === null : wanted !== null && sameIds(old, wanted);
  return { before, after: isSame ? before : await giveSites(tx, userId, wanted) };
}

const sameIds = (a: readonly number[], b: readonly number[]) =>
  a.length === new Set(b).size && a.every((id) => b.includes(id));

async function codesOf(tx: Transaction, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ code: sites.code })
    .from(sites)
    .where(inArray(sites.id, [...ids]))
    .orderBy(asc(sites.id));
  return rows.map(({ code }) => code);
}

async function auditChange(
  tx: Transaction,
  { userId, actor, now }: OnUser,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (changed.length === 0) return;
  const pick = (of: Record<string, unknown>) => Object.fromEntries(changed.map((key) => [key, of[key]]));
  const event = { siteId: null, at: now, actor, action: 'user.change', entity: 'user', entityId: userId };
  await writeAudit(tx, [{ ...event, before: pick(before), after: pick(after) }]);
}
