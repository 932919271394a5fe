import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';

/** The identities linked to a person, by source and id. */
export async function getEmployeeIdentities(db: Db, siteId: number, employeeId: number) {
  return db
    .select({
      identityId: employeeIdentities.id,
      source: employeeIdentities.source,
      externalId: employeeIdentities.externalId,
      externalName: employeeIdentities.externalName,
      status: employeeIdentities.status,
      verifiedAt: employeeIdentities.verifiedAt,
      lastSeenAt: employeeIdentities.lastSeenAt,
    })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.employeeId, employeeId)))
    .orderBy(asc(employeeIdentities.source), asc(employeeIdentities.externalId));
}
export type EmployeeIdentity = Awaited<ReturnType<typeof getEmployeeIdentities>>[number];
