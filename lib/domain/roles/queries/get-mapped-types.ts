import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { activityTypeAliases } from '@/lib/db/schema/role-configs';

/** Activity types that an admin gave to a role besides its own. */
export async function getMappedTypes(db: Db, siteId: number): Promise<{ activityType: string; roleId: number }[]> {
  return db
    .select({ activityType: activityTypeAliases.activityType, roleId: activityTypeAliases.roleId })
    .from(activityTypeAliases)
    .where(eq(activityTypeAliases.siteId, siteId))
    .orderBy(asc(activityTypeAliases.activityType));
}
