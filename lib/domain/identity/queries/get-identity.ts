import { and, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';

/** One login of a site as it is decided about; undefined when there is none with this id. */
export async function getIdentity(db: Db, siteId: number, identityId: number) {
  const rows = await db
    .select({
      id: employeeIdentities.id,
      status: employeeIdentities.status,
      employeeId: employeeIdentities.employeeId,
    })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.id, identityId)));
  return rows[0];
}
