import { and, eq, isNull, or } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { activityTypeAliases, roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { requestActivityScores } from '@/lib/domain/activities/request-activity-scores';
import { closeUnmappedIssue, unmappedSubject } from '@/lib/domain/activities/unmapped-issues';
import { lockScoringRules } from '@/lib/domain/scoring/rule-lock';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { requireFreeName, storedVersion } from './mutations';
import { BEGINNING } from './rules';
import type { NewRole } from './schema';

type MapActivityType = { site: Site; activityType: string; roleId: number; actor: Actor; now: EpochSeconds };

/**
 * Gives an activity type without a role of its own to a role: all its stored windows get the role and their days are
 * rescored (domain.md 3). Mapping it again to another role moves them. Audited; the same mapping again changes nothing.
 * Returns how many windows moved. Throws NOT_FOUND for a role of another site, CONFLICT for a type that is some role's own.
 */
export async function mapActivityType(tx: Transaction, input: MapActivityType): Promise<{ windows: number }> {
  const { site, activityType, roleId, actor, now } = input;
  // Whoever is storing windows holds these rows shared: they are done, or see the mapping.
  const roles = await tx.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id)).for('update');
  const role = roles.find((one) => one.id === roleId);
  if (role === undefined) throw new AppError('NOT_FOUND', 'There is no such department at this site.');
  requireFreeType(roles, activityType);
  const isThisAlias = and(eq(activityTypeAliases.siteId, site.id), eq(activityTypeAliases.activityType, activityType));
  const [alias] = await tx.select().from(activityTypeAliases).where(isThisAlias).for('update');
  if (alias?.roleId === roleId) return { windows: 0 };
  const mapping = { roleId, mappedBy: actor.id, mappedAt: now };
  if (alias === undefined) await tx.insert(activityTypeAliases).values({ siteId: site.id, activityType, ...mapping });
  else await tx.update(activityTypeAliases).set(mapping).where(isThisAlias);
  const windows = await moveWindows(tx, { ...input, fromRoleId: alias?.roleId ?? null });
  await writeAudit(tx, [
    {
      siteId: site.id,
      at: now,
      actor,
      action: 'activity-type.map',
      entity: 'activity_type',
      entityId: activityType,
      before: { roleId: alias?.roleId ?? null },
      after: { roleId, windows },
    },
  ]);
  return { windows };
}

/**
 * Creates a department, whose first values count for all days (domain.md 1). Stored windows of its activity type that
 * had no role become its work, and their days are rescored (domain.md 3). Audited. Returns its id and how many windows that
 * are. Throws CONFLICT when its name or its activity type belongs to another department.
 */
export async function createRole(
  tx: Transaction,
  input: { site: Site; role: NewRole; actor: Actor; now: EpochSeconds },
): Promise<{ id: number; windows: number }> {
  const { site, actor, now } = input;
  const { values, ...role } = input.role;
  await lockScoringRules(tx, site.id);
  const roles = await tx.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id));
  requireFreeName(roles, 0, role.departmentName);
  requireFreeType(roles, role.activityType);
  const [alias] = await tx
    .select()
    .from(activityTypeAliases)
    .where(and(eq(activityTypeAliases.siteId, site.id), eq(activityTypeAliases.activityType, role.activityType)))
    .for('update');
  if (alias !== undefined) {
    const name = roles.find(({ id }) => id === alias.roleId)?.departmentName;
    throw new AppError('CONFLICT', `"${role.activityType}" is mapped to the department ${name}.`);
  }
  const [inserted] = await tx.insert(roleConfigs).values({ ...role, siteId: site.id });
  const id = inserted.insertId;
  await tx.insert(roleConfigVersions).values(storedVersion(id, BEGINNING, values));
  const windows = await moveWindows(tx, { site, activityType: role.activityType, roleId: id, fromRoleId: null, now });
  await writeAudit(tx, [
    {
      siteId: site.id,
      at: now,
      actor,
      action: 'role.create',
      entity: 'role',
      entityId: id,
      after: { ...role, ...values, windows },
    },
  ]);
  return { id, windows };
}

function requireFreeType(roles: readonly (typeof roleConfigs.$inferSelect)[], activityType: string): void {
  const owner = roles.find((one) => one.activityType === activityType);
  if (owner === undefined) return;
  throw new AppError('CONFLICT', `"${activityType}" already belongs to the department ${owner.departmentName}.`);
}

type Move = Omit<MapActivityType, 'actor'> & { fromRoleId: number | null };

/** Gives the stored windows of an activity type, of no role or of `fromRoleId`, to a role. Returns how many. */
async function moveWindows(tx: Transaction, { site, activityType, roleId, fromRoleId, now }: Move): Promise<number> {
  const isUnmapped = isNull(activityLogs.roleId);
  const isOfType = and(
    eq(activityLogs.siteId, site.id),
    fromRoleId === null ? isUnmapped : or(isUnmapped, eq(activityLogs.roleId, fromRoleId)),
    eq(activityLogs.activityType, activityType),
  );
  // Locked before they are read: a link that moves them is done, or moves them with their role.
  const windows = await tx
    .select({
      identityId: activityLogs.identityId,
      employeeId: activityLogs.employeeId,
      windowStart: activityLogs.windowStart,
    })
    .from(activityLogs)
    .where(isOfType)
    .for('update');
  await tx.update(activityLogs).set({ roleId }).where(isOfType);
  const ignored = await getIgnoredIdentityIds(tx, site.id);
  const counted = windows.filter((window) => !ignored.has(window.identityId));
  await requestActivityScores(tx, site, counted, 'activity-type.map', now);
  await closeUnmappedIssue(tx, site.id, 'unmapped_activity_type', unmappedSubject({ activityType }), now);
  return windows.length;
}

async function getIgnoredIdentityIds(tx: Transaction, siteId: number): Promise<Set<number>> {
  const rows = await tx
    .select({ id: employeeIdentities.id })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.status, 'ignored')));
  return new Set(rows.map((row) => row.id));
}
