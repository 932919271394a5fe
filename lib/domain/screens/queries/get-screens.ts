import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';

export type ScreenRow = typeof tvScreens.$inferSelect;

/** The screens of a site by name, revoked ones last. */
export function getScreens(db: Db, siteId: number): Promise<ScreenRow[]> {
  return db
    .select()
    .from(tvScreens)
    .where(eq(tvScreens.siteId, siteId))
    .orderBy(sql`${isNull(tvScreens.revokedAt)} DESC`, asc(tvScreens.name), asc(tvScreens.id));
}
