import { and, asc, eq, exists, or } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { apiKeys, tvScreens, userSites, users } from '@/lib/db/schema/access';

/** Who may have changed something of a site: people who see it (closed accounts too), its keys and its screens. Three statements. */
export async function getAuditActors(db: Db, siteId: number) {
  const seesSite = db
    .select({ id: userSites.siteId })
    .from(userSites)
    .where(and(eq(userSites.userId, users.id), eq(userSites.siteId, siteId)));
  const [people, keys, screens] = await Promise.all([
    db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(or(users.allSites, exists(seesSite)))
      .orderBy(asc(users.name), asc(users.id)),
    db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(eq(apiKeys.siteId, siteId))
      .orderBy(asc(apiKeys.name), asc(apiKeys.id)),
    db
      .select({ id: tvScreens.id, name: tvScreens.name })
      .from(tvScreens)
      .where(eq(tvScreens.siteId, siteId))
      .orderBy(asc(tvScreens.name), asc(tvScreens.id)),
  ]);
  return { people, keys, screens };
}
