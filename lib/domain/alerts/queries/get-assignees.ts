import { asc, ne } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { users } from '@/lib/db/schema/access';

/** Everybody who may be given an alert, by name: admins and managers. One statement. */
export async function getAssignees(db: Db) {
  return db
    .select({ userId: users.id, name: users.name, role: users.role })
    .from(users)
    .where(ne(users.role, 'viewer'))
    .orderBy(asc(users.name), asc(users.id));
}
