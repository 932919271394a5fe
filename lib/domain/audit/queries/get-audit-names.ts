import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { apiKeys, tvScreens, users } from '@/lib/db/schema/access';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { roleConfigs } from '@/lib/db/schema/role-configs';

/** What has a name: by kind and id, `user:ab12`, `employee:7`. */
export type AuditNames = ReadonlyMap<string, string>;

/** Names of the things of a site, or people who sign in, that audit events are about. One statement per kind. */
export async function getAuditNames(db: Db, siteId: number, keys: ReadonlySet<string>): Promise<AuditNames> {
  const texts = (kind: string) =>
    [...keys].filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const numbers = (kind: string) => texts(kind).flatMap((text) => (/^\d{1,10}$/.test(text) ? [Number(text)] : []));
  const known = await Promise.all([
    named('user', texts('user'), (ids) =>
      db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)),
    ),
    named('api_key', numbers('api_key'), (ids) =>
      db
        .select({ id: apiKeys.id, name: apiKeys.name })
        .from(apiKeys)
        .where(and(eq(apiKeys.siteId, siteId), inArray(apiKeys.id, ids))),
    ),
    named('screen', numbers('screen'), (ids) =>
      db
        .select({ id: tvScreens.id, name: tvScreens.name })
        .from(tvScreens)
        .where(and(eq(tvScreens.siteId, siteId), inArray(tvScreens.id, ids))),
    ),
    named('employee', numbers('employee'), (ids) =>
      db
        .select({ id: employees.id, name: employees.name })
        .from(employees)
        .where(and(eq(employees.siteId, siteId), inArray(employees.id, ids))),
    ),
    named('identity', numbers('identity'), (ids) =>
      db
        .select({ id: employeeIdentities.id, name: employeeIdentities.externalName })
        .from(employeeIdentities)
        .where(and(eq(employeeIdentities.siteId, siteId), inArray(employeeIdentities.id, ids))),
    ),
    named('role', numbers('role'), (ids) =>
      db
        .select({ id: roleConfigs.id, name: roleConfigs.departmentName })
        .from(roleConfigs)
        .where(and(eq(roleConfigs.siteId, siteId), inArray(roleConfigs.id, ids))),
    ),
  ]);
  return new Map(known.flat());
}

type Named = { id: string | number; name: string | null };

async function named<Id>(kind: string, ids: Id[], read: (ids: Id[]) => Promise<Named[]>): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  return (await read(ids)).flatMap(({ id, name }) => (name === null ? [] : [[`${kind}:${id}`, name]]));
}
