import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';

/** Version of the settings of each screen of a site that may show something; a revoked one is missing. */
export async function getScreenVersions(db: Db, siteId: number): Promise<Map<number, number>> {
  const rows = await db
    .select({ id: tvScreens.id, version: tvScreens.version })
    .from(tvScreens)
    .where(and(eq(tvScreens.siteId, siteId), isNull(tvScreens.revokedAt)));
  return new Map(rows.map(({ id, version }) => [id, version]));
}
