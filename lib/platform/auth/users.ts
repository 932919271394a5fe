import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import * as z from 'zod';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { isDuplicateKey } from '@/lib/db/errors';
import { accounts, sessions, userSites, users } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { currentInstant } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { UserRole } from './rights';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;

export type NewUser = {
  email: string;
  name: string;
  role: UserRole;
  password: string;
  mustChangePassword: boolean;
  /** The right to see pay, for admins and managers only; nobody has it unless told. */
  canSeePay?: boolean;
  /** The sites that the person sees; null or left out: all, also later ones. */
  siteIds?: readonly number[] | null;
};

/** Who did it and when; left out: set-up of the hub itself, now. */
export type UserChange = { actor?: Actor; now?: EpochSeconds };

const SETUP: Actor = { type: 'system', id: 'setup' };
/** How the sign-in library calls accounts with a password. */
const PASSWORD_PROVIDER = 'credential';

const emailSchema = z.email().max(191);

/** Trimmed, lower case. Throws VALIDATION. */
function emailOf(text: string): string {
  const result = emailSchema.safeParse(text.trim().toLowerCase());
  if (!result.success) throw new AppError('VALIDATION', `"${text}" is not an email address.`);
  return result.data;
}

function requirePassword(password: string): void {
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) {
    throw new AppError(
      'VALIDATION',
      `A password has ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters; this one has ${password.length}.`,
    );
  }
}

/** A password of 120 random bits that can be read out: letters and digits in groups, none that look alike. */
export function makeOneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'; // 31: rejection keeps it even
  const picked: string[] = [];
  while (picked.length < 24) {
    for (const byte of randomBytes(48)) {
      const letter = byte < 248 ? letters[byte % 31] : undefined;
      if (letter !== undefined && picked.length < 24) picked.push(letter);
    }
  }
  return picked.join('').replace(/(.{6})(?=.)/g, '$1-');
}

/** How many people can sign in. */
export async function countUsers(db: Db): Promise<number> {
  const rows = await db.select({ number: count() }).from(users);
  return rows[0]?.number ?? 0;
}

/**
 * Adds a person who can sign in, with an audit event. Returns the new id. Throws CONFLICT when the address is taken,
 * VALIDATION on a bad address, name or password, or a viewer who is to see pay.
 */
export async function createUser(db: Db, user: NewUser, change: UserChange = {}): Promise<string> {
  const email = emailOf(user.email);
  const name = user.name.trim();
  if (name === '' || name.length > 191) throw new AppError('VALIDATION', 'A name has 1 to 191 characters.');
  requirePassword(user.password);
  const { role, canSeePay = false, siteIds = null } = user;
  requirePossibleRights({ role, canSeePay, siteIds });
  const now = change.now ?? currentInstant();
  const moment = new Date(now * 1000);
  const id = randomBytes(16).toString('hex');
  const password = await hashPassword(user.password);
  try {
    return await inTransaction(db, async (tx) => {
      await tx.insert(users).values({
        id,
        name,
        email,
        emailVerified: true,
        role,
        canSeePay,
        allSites: siteIds === null,
        mustChangePassword: user.mustChangePassword,
        createdAt: moment,
        updatedAt: moment,
      });
      const sites = await giveSites(tx, id, siteIds);
      await tx.insert(accounts).values({
        id: randomBytes(16).toString('hex'),
        accountId: id,
        providerId: PASSWORD_PROVIDER,
        userId: id,
        password,
        createdAt: moment,
        updatedAt: moment,
      });
      await writeAudit(tx, [
        {
          siteId: null,
          at: now,
          actor: change.actor ?? SETUP,
          action: 'user.create',
          entity: 'user',
          entityId: id,
          after: { email, name, role, canSeePay, sites },
        },
      ]);
      return id;
    });
  } catch (error) {
    if (isDuplicateKey(error)) {
      throw new AppError('CONFLICT', `There is already a user ${email}. Use "reset" for a new password.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Throws VALIDATION on a viewer who is to see pay, or somebody who is to see no site at all. */
export function requirePossibleRights(rights: {
  role: UserRole;
  canSeePay: boolean;
  siteIds: readonly number[] | null;
}): void {
  if (rights.canSeePay && rights.role === 'viewer') {
    throw new AppError('VALIDATION', 'A viewer cannot have the right to see pay.', {
      details: [{ field: 'canSeePay', message: 'a viewer cannot see pay' }],
    });
  }
  if (rights.siteIds?.length === 0) {
    throw new AppError('VALIDATION', 'Choose at least one site.', {
      details: [{ field: 'siteIds', message: 'choose at least one site' }],
    });
  }
}

/** Replaces the sites of a person; null: all. Answers them for the audit: their codes, or `all`. Throws VALIDATION. */
export async function giveSites(
  tx: Transaction,
  userId: string,
  siteIds: readonly number[] | null,
): Promise<string[] | 'all'> {
  await tx.delete(userSites).where(eq(userSites.userId, userId));
  if (siteIds === null) return 'all';
  const given = await tx
    .select({ id: sites.id, code: sites.code })
    .from(sites)
    .where(inArray(sites.id, [...siteIds]))
    .orderBy(asc(sites.id));
  if (given.length !== new Set(siteIds).size) throw new AppError('VALIDATION', 'One of the sites does not exist.');
  await tx.insert(userSites).values(given.map(({ id }) => ({ userId, siteId: id })));
  return given.map(({ code }) => code);
}

/**
 * Gives a person a new password and ends all their sessions, with an audit event.
 * Throws NOT_FOUND on an unknown address, VALIDATION on a bad password.
 */
export async function setPassword(
  db: Db,
  input: { email: string; password: string; mustChangePassword: boolean },
  change: UserChange = {},
): Promise<void> {
  const email = emailOf(input.email);
  requirePassword(input.password);
  const now = change.now ?? currentInstant();
  const moment = new Date(now * 1000);
  const password = await hashPassword(input.password);
  await inTransaction(db, async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email)).for('update');
    if (user === undefined) throw new AppError('NOT_FOUND', `There is no user ${email}. Use "create" to add one.`);
    const ofPassword = and(eq(accounts.userId, user.id), eq(accounts.providerId, PASSWORD_PROVIDER));
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(ofPassword);
    if (account === undefined) {
      await tx.insert(accounts).values({
        id: randomBytes(16).toString('hex'),
        accountId: user.id,
        providerId: PASSWORD_PROVIDER,
        userId: user.id,
        password,
        createdAt: moment,
        updatedAt: moment,
      });
    } else {
      await tx.update(accounts).set({ password, updatedAt: moment }).where(eq(accounts.id, account.id));
    }
    await tx
      .update(users)
      .set({ mustChangePassword: input.mustChangePassword, updatedAt: moment })
      .where(eq(users.id, user.id));
    await tx.delete(sessions).where(eq(sessions.userId, user.id));
    await writeAudit(tx, [
      {
        siteId: null,
        at: now,
        actor: change.actor ?? SETUP,
        action: 'user.reset-password',
        entity: 'user',
        entityId: user.id,
      },
    ]);
  });
}
