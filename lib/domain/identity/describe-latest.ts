import { and, desc, eq, like } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { users } from '@/lib/db/schema/access';
import { auditEvents } from '@/lib/db/schema/audit-events';

const DONE: Record<string, string> = {
  'identity.link': 'linked this login',
  'identity.unlink': 'took this login off its person',
  'identity.ignore': 'ignored this login',
  'identity.reject': 'rejected a suggestion for this login',
  'identity.undo': 'took back what was decided about this login',
  'employee.update': 'changed this person',
  'employee.archive': 'archived this person',
  'employee.unarchive': 'brought this person back',
  'employee.merge': 'merged this person with another',
};

/** Who was faster, for a refused change: "Dana Reyes linked this login meanwhile. Nothing of yours was changed." */
export async function describeLatest(
  tx: Transaction,
  entity: 'identity' | 'employee',
  entityId: number,
): Promise<string> {
  const [latest] = await tx
    .select({ action: auditEvents.action, actorName: users.name, actorId: auditEvents.actorId })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.entity, entity),
        eq(auditEvents.entityId, String(entityId)),
        like(auditEvents.action, `${entity}.%`),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(1);
  const what = entity === 'identity' ? 'this login' : 'this person';
  const who = latest === undefined ? 'Somebody else' : (latest.actorName ?? latest.actorId);
  const done = (latest === undefined ? undefined : DONE[latest.action]) ?? `changed ${what}`;
  return `${who} ${done} meanwhile. Nothing of yours was written: look at it again and decide anew.`;
}
