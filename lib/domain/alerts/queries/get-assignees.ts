import { and, asc, eq, exists, isNull, ne, or } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { userSites, users } from '@/lib/db/schema/access';

/** Who may be given an alert of a site: admins and managers who can sign in and see it. */
export function isAssignee(db: Db, siteId: number) {
  const seesSite = db
    .select({ id: userSites.siteId })
    .from(userSites)
    .where(and(eq(userSites.userId, users.id), eq(userSites.siteId, siteId)));
  return and(ne(users.role, 'viewer'), isNull(users.deactivatedAt), or(users.allSites, exists(seesSite)));
}

/** Everybody who may be given an alert of a site, by name. One statement. */
export async function getAssignees(db: Db, siteId: number) {
  return db
    .select({ userId: users.id, name: users.name, role: users.role })
    .from(users)
    .where(isAssignee(db, siteId))
    .orderBy(asc(users.name), asc(users.id));
}
