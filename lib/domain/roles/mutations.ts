import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { roleConfigs, roleConfigVersions } from '@/lib/db/schema/role-configs';
import { queueRecalculation } from '@/lib/domain/recalculation/mutations';
import { getRoleDays } from '@/lib/domain/recalculation/queries/get-role-days';
import { changedSpans } from '@/lib/domain/scoring/dated-values';
import { decimalFromScaled, scaledFromDecimal } from '@/lib/domain/scoring/exact';
import { requestRoleDays } from '@/lib/domain/scoring/request-affected';
import { versionOn } from '@/lib/domain/scoring/roles';
import { lockScoringRules } from '@/lib/domain/scoring/rule-lock';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { requireRevision } from '@/lib/platform/revision/revision';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { isSameVersion, type StoredVersion, withoutVersion, withVersion } from './rules';
import { type RoleChanges, type RoleVersionValues, roleVersionValues } from './schema';

/** `revision`: {@link revisionOf} what the editor saw; left out, the edit wins over whatever is there. */
type RoleEdit = { site: Site; roleId: number; revision?: string; actor: Actor; now: EpochSeconds };
type RoleRow = typeof roleConfigs.$inferSelect;
type VersionRow = typeof roleConfigVersions.$inferSelect;

/** What an editor of a role's version sees of it; its revision is {@link revisionOf} this. */
export function shownVersion(row: VersionRow): Record<string, unknown> {
  const { roleId: _, ...shown } = row;
  return shown;
}

/** What an editor of a role sees of it; its revision is {@link revisionOf} this. */
export function shownRole(row: RoleRow): Record<string, unknown> {
  const { id: _, siteId: __, ...shown } = row;
  return shown;
}

/**
 * Sets the values of a role from a day on, until its next version (domain.md 1). Exactly the person-days with work in the
 * role on days whose values change are scored again. Audited; the same values again change nothing. Returns how many days
 * that are. Throws NOT_FOUND, VALIDATION, CONFLICT when somebody changed the version meanwhile.
 */
export async function setRoleVersion(
  tx: Transaction,
  input: RoleEdit & { validFrom: IsoDay; values: RoleVersionValues },
): Promise<{ requested: number }> {
  const version = storedVersion(input.roleId, input.validFrom, roleVersionValues.parse(input.values));
  return editVersions(tx, input, 'role.set-version', (versions) => withVersion(versions, version));
}

/**
 * Takes a version of a role away: its days get the values of the version before, else of the next one. Audited. Throws
 * NOT_FOUND, CONFLICT for the only version and when somebody changed it meanwhile.
 */
export async function removeRoleVersion(
  tx: Transaction,
  input: RoleEdit & { validFrom: IsoDay },
): Promise<{ requested: number }> {
  return editVersions(tx, input, 'role.remove-version', (versions) => withoutVersion(versions, input.validFrom));
}

/**
 * Changes what holds for all days of a role. Type, finishing and flow order queue a recalculation of the days with work in
 * the role; names and whether it is active change no score (domain.md 1, 3). Audited; the same again changes nothing.
 * Throws NOT_FOUND, CONFLICT when somebody changed the role meanwhile or another role has the department.
 */
export async function setRoleValues(
  tx: Transaction,
  input: RoleEdit & { changes: RoleChanges },
): Promise<{ recalculationId: number | null }> {
  const { site, roleId, actor, now } = input;
  const { role, roles } = await lockRole(tx, input);
  requireRevision(shownRole(role), input.revision);
  const after: Partial<RoleRow> = Object.fromEntries(
    Object.entries(input.changes).filter(([name, value]) => value !== undefined && value !== Reflect.get(role, name)),
  );
  if (Object.keys(after).length === 0) return { recalculationId: null };
  requireFreeName(roles, roleId, after.departmentName);
  await tx.update(roleConfigs).set(after).where(isRole(site, roleId));
  const before = Object.fromEntries(Object.keys(after).map((name) => [name, Reflect.get(role, name)]));
  await auditRole(tx, input, 'role.change', before, after);
  const days = changesRoleScores(role, { ...role, ...after }) ? await getRoleDays(tx, site.id, roleId) : null;
  if (days === null) return { recalculationId: null };
  const reason = `${role.departmentName}: ${Object.keys(after).join(', ')} changed`;
  return { recalculationId: await queueRecalculation(tx, { site, ...days, roleId, reason, actor, now }) };
}

/** Throws CONFLICT when another role has the department. */
export function requireFreeName(roles: readonly RoleRow[], roleId: number, name: string | undefined): void {
  if (!roles.some((one) => one.id !== roleId && one.departmentName === name)) return;
  throw new AppError('CONFLICT', `The department ${name} belongs to another role.`);
}

/** Whether scores of any day may differ: names and whether a role is active decide nothing. */
export function changesRoleScores(before: RoleRow, after: RoleRow): boolean {
  return (
    before.roleType !== after.roleType ||
    before.flowOrder !== after.flowOrder ||
    before.isFinishing !== after.isFinishing
  );
}

async function editVersions(
  tx: Transaction,
  input: RoleEdit & { validFrom: IsoDay },
  action: string,
  edit: (versions: VersionRow[]) => VersionRow[],
): Promise<{ requested: number }> {
  const { site, roleId, validFrom, now } = input;
  await lockRole(tx, input);
  const before = await tx.select().from(roleConfigVersions).where(eq(roleConfigVersions.roleId, roleId)).for('update');
  const old = before.find((one) => one.validFrom === validFrom) ?? null;
  requireRevision(old === null ? null : shownVersion(old), input.revision);
  const after = edit(before);
  const next = after.find((one) => one.validFrom === validFrom) ?? null;
  if (isSameVersion(old, next) && old !== null) return { requested: 0 };
  const isThis = and(eq(roleConfigVersions.roleId, roleId), eq(roleConfigVersions.validFrom, validFrom));
  if (old !== null) await tx.delete(roleConfigVersions).where(isThis);
  if (next !== null) await tx.insert(roleConfigVersions).values(next);
  await auditRole(
    tx,
    input,
    action,
    old === null ? { validFrom } : shownVersion(old),
    next === null ? { validFrom } : shownVersion(next),
  );
  const spans = changedSpans(
    [...before, ...after].map((one) => one.validFrom),
    (day) => isSameVersion(versionOn(before, day) ?? null, versionOn(after, day) ?? null),
  );
  return { requested: await requestRoleDays(tx, { siteId: site.id, roleId, spans, reason: action, now }) };
}

async function lockRole(tx: Transaction, { site, roleId }: RoleEdit): Promise<{ role: RoleRow; roles: RoleRow[] }> {
  await lockScoringRules(tx, site.id);
  const roles = await tx.select().from(roleConfigs).where(eq(roleConfigs.siteId, site.id));
  const role = roles.find((one) => one.id === roleId);
  if (role === undefined) throw new AppError('NOT_FOUND', 'There is no such department at this site.');
  return { role, roles };
}

function isRole(site: Site, roleId: number) {
  return and(eq(roleConfigs.siteId, site.id), eq(roleConfigs.id, roleId));
}

/** Values as they are stored. */
export function storedVersion(roleId: number, validFrom: IsoDay, values: RoleVersionValues): StoredVersion {
  const { multiplier, expectedPerHour, idleThresholdMinutes, monthlyTargetPoints } = values;
  return {
    roleId,
    validFrom,
    multiplier: asDecimal(multiplier, 3),
    expectedPerHour: asDecimal(expectedPerHour, 3),
    idleThresholdMinutes,
    monthlyTargetPoints: monthlyTargetPoints === null ? null : asDecimal(monthlyTargetPoints, 2),
  };
}

function asDecimal(value: number, places: number): string {
  return decimalFromScaled(scaledFromDecimal(String(value), places), places);
}

async function auditRole(
  tx: Transaction,
  { site, roleId, actor, now }: RoleEdit,
  action: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> {
  await writeAudit(tx, [
    { siteId: site.id, at: now, actor, action, entity: 'role', entityId: roleId, before, after: { ...after } },
  ]);
}
