import { and, asc, count, desc, eq, gt, isNotNull, max } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { sessions, userSites, users } from '@/lib/db/schema/access';
import { sites } from '@/lib/db/schema/sites';
import { AppError } from '@/lib/platform/errors/errors';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { deviceName } from './device-name';
import type { SessionList, UserList } from './user-schema';

const isoOf = (date: Date) => date.toISOString();

/** Everybody who can sign in, closed accounts last, and the sites there are. Four statements. */
export async function listUsers(db: Db, askerId: string, now: EpochSeconds): Promise<UserList> {
  const moment = new Date(now * 1000);
  const [people, given, open, known] = await Promise.all([
    db
      .select()
      .from(users)
      .orderBy(asc(isNotNull(users.deactivatedAt)), asc(users.name), asc(users.id)),
    db.select().from(userSites).orderBy(asc(userSites.siteId)),
    db
      .select({ userId: sessions.userId, count: count(), lastSeenAt: max(sessions.updatedAt) })
      .from(sessions)
      .where(gt(sessions.expiresAt, moment))
      .groupBy(sessions.userId),
    db.select({ id: sites.id, code: sites.code, name: sites.name }).from(sites).orderBy(asc(sites.id)),
  ]);
  const openOf = new Map(open.map((row) => [row.userId, row]));
  return {
    asOf: toIsoInstant(now),
    rows: people.map(({ id, name, email, role, canSeePay, mustChangePassword, ...user }) => {
      const ofUser = openOf.get(id);
      return {
        id,
        name,
        email,
        role,
        canSeePay,
        siteIds: user.allSites ? null : given.filter(({ userId }) => userId === id).map(({ siteId }) => siteId),
        hasTwoFactor: user.twoFactorEnabled,
        mustChangePassword,
        isDeactivated: user.deactivatedAt !== null,
        createdAt: isoOf(user.createdAt),
        sessions: ofUser?.count ?? 0,
        lastSeenAt: ofUser?.lastSeenAt == null ? null : isoOf(ofUser.lastSeenAt),
        isYou: id === askerId,
      };
    }),
    sites: known,
  };
}

/** The open sessions of a person, the latest first; `currentId` is the asker's own. Throws NOT_FOUND. */
export async function listSessions(
  db: Db,
  input: { userId: string; currentId: string | null; now: EpochSeconds },
): Promise<SessionList> {
  const { userId, currentId, now } = input;
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.id, userId));
  if (user === undefined) throw new AppError('NOT_FOUND', 'There is no such user.');
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date(now * 1000))))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id));
  return {
    asOf: toIsoInstant(now),
    rows: rows.map((row) => ({
      id: row.id,
      createdAt: isoOf(row.createdAt),
      lastSeenAt: isoOf(row.updatedAt),
      expiresAt: isoOf(row.expiresAt),
      ip: row.ipAddress === '' ? null : row.ipAddress,
      device: deviceName(row.userAgent),
      isCurrent: row.id === currentId,
    })),
  };
}
