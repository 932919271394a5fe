import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '@/lib/db/client';
import { connecteamUsers } from '@/lib/db/schema/connecteam';
import { resolveIdentities } from '@/lib/domain/identity/resolve';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { usersWithoutIdentity } from './people';
import type { ConnecteamUser } from './schemas';
import { CONNECTEAM_SOURCE } from './source';
import { clipText } from './text';

type UserRow = typeof connecteamUsers.$inferSelect;
export type StoredUsers = { added: number; changed: number; back: number };

const ROWS_PER_STATEMENT = 500;
const dropdownSchema = z.array(z.object({ value: z.string() }));

/**
 * Keeps what Connecteam says about these users, with an identity for each (sync.md, People), in the caller's
 * transaction. Our own names, emails and archive marks stay as they are. Unchanged users write nothing.
 */
export async function storeUsers(
  tx: Transaction,
  siteId: number,
  users: readonly ConnecteamUser[],
  now: EpochSeconds,
): Promise<StoredUsers> {
  const result: StoredUsers = { added: 0, changed: 0, back: 0 };
  if (users.length === 0) return result;
  const ids = users.map((user) => user.userId);
  const storedRows = await tx
    .select()
    .from(connecteamUsers)
    .where(and(eq(connecteamUsers.siteId, siteId), inArray(connecteamUsers.userId, ids)));
  const stored = new Map(storedRows.map((row) => [row.userId, row]));
  const rows = users.map((user) => toRow(siteId, user, now));
  const written = rows.filter((row) => {
    const before = stored.get(row.userId);
    if (before === undefined) result.added += 1;
    else if (before.goneAt !== null) result.back += 1;
    else if (!isSameUser(before, row)) result.changed += 1;
    else return false;
    return true;
  });
  const column = (name: string) => sql`VALUES(${sql.identifier(name)})`;
  for (let at = 0; at < written.length; at += ROWS_PER_STATEMENT) {
    await tx
      .insert(connecteamUsers)
      .values(written.slice(at, at + ROWS_PER_STATEMENT))
      .onDuplicateKeyUpdate({
        set: {
          firstName: column('first_name'),
          lastName: column('last_name'),
          email: column('email'),
          title: column('title'),
          userType: column('user_type'),
          isArchived: column('is_archived'),
          createdAt: column('created_at'),
          modifiedAt: column('modified_at'),
          archivedAt: column('archived_at'),
          goneAt: null,
        },
      });
  }
  const nameless = new Set(await usersWithoutIdentity(tx, siteId, ids));
  for (const row of written) nameless.add(row.userId);
  const seen = rows
    .filter((row) => nameless.has(row.userId))
    .map((row) => ({ externalId: String(row.userId), externalName: fullName(row), externalEmail: row.email }));
  if (seen.length > 0) await resolveIdentities(tx, siteId, CONNECTEAM_SOURCE, seen, now);
  return result;
}

/** The stored users that are present and not among `userIds`. */
export async function getUsersNotAmong(
  tx: Transaction,
  siteId: number,
  userIds: ReadonlySet<number>,
): Promise<{ missing: number[]; present: number }> {
  const rows = await tx
    .select({ userId: connecteamUsers.userId })
    .from(connecteamUsers)
    .where(and(eq(connecteamUsers.siteId, siteId), isNull(connecteamUsers.goneAt)));
  return { missing: rows.map((row) => row.userId).filter((userId) => !userIds.has(userId)), present: rows.length };
}

/** Marks users as deleted there; they stay here. */
export async function markUsersGone(
  tx: Transaction,
  siteId: number,
  userIds: readonly number[],
  now: EpochSeconds,
): Promise<number> {
  if (userIds.length === 0) return 0;
  const [result] = await tx
    .update(connecteamUsers)
    .set({ goneAt: now })
    .where(
      and(
        eq(connecteamUsers.siteId, siteId),
        inArray(connecteamUsers.userId, [...userIds]),
        isNull(connecteamUsers.goneAt),
      ),
    );
  return result.affectedRows;
}

/** The same text for the same users, whatever their order. */
export function fingerprintOf(userIds: readonly number[]): string {
  const text = [...userIds].sort((a, b) => a - b).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

export function fullName(user: { firstName: string; lastName: string }): string {
  return `${user.firstName} ${user.lastName}`.trim();
}

function toRow(siteId: number, user: ConnecteamUser, now: EpochSeconds): UserRow {
  const email = clipText(user.email ?? '');
  return {
    siteId,
    userId: user.userId,
    firstName: clipText(user.firstName),
    lastName: clipText(user.lastName),
    email: email === '' ? null : email,
    title: titleOf(user),
    userType: clipText(user.userType, 32),
    isArchived: user.isArchived,
    createdAt: user.createdAt ?? null,
    modifiedAt: user.modifiedAt ?? null,
    archivedAt: user.archivedAt ?? null,
    firstSeenAt: now,
    goneAt: null,
  };
}

/** The custom field "Title", a text or a choice (connecteam-api.md 7.2). */
function titleOf(user: ConnecteamUser): string | null {
  const field = user.customFields.find((one) => one.name?.trim().toLowerCase() === 'title');
  const dropdown = dropdownSchema.safeParse(field?.value);
  const text = dropdown.success ? dropdown.data.map((option) => option.value).join(', ') : field?.value;
  const title = typeof text === 'string' ? clipText(text) : '';
  return title === '' ? null : title;
}

function isSameUser(a: UserRow, b: UserRow): boolean {
  const { firstSeenAt: _, ...left } = a;
  return Object.entries(left).every(([name, value]) => Reflect.get(b, name) === value);
}
