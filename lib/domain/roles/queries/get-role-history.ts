import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';

const LAST_EVENTS = 100;

/** What was changed of a role and by whom, the latest first. */
export async function getRoleHistory(db: Db, siteId: number, roleId: number) {
  return db
    .select({
      id: auditEvents.id,
      occurredAt: auditEvents.occurredAt,
      actorType: auditEvents.actorType,
      actorId: auditEvents.actorId,
      actorName: users.name,
      action: auditEvents.action,
      before: auditEvents.before,
      after: auditEvents.after,
    })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(eq(auditEvents.siteId, siteId), eq(auditEvents.entity, 'role'), eq(auditEvents.entityId, String(roleId))),
    )
    .orderBy(desc(auditEvents.occurredAt), desc(auditEvents.id))
    .limit(LAST_EVENTS);
}
