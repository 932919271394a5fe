import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { linkIdentity } from '@/lib/domain/identity/mutations';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { changeEmployee, lockEmployee, requireSeenEmployee } from './mutations';

export type Merge = {
  siteId: number;
  /** Who goes: archived afterwards, without logins. */
  employeeId: number;
  /** Who stays, with the facts of both. */
  intoId: number;
  /** Of both as the editor saw them; left out, the merge wins. */
  revision?: string;
  intoRevision?: string;
  actor: Actor;
  now: EpochSeconds;
};

/**
 * Makes two people that are one and the same into one (domain.md 11): all logins of one go to the other with all their
 * facts, both people's days are rescored, and the one without logins is archived. Values and pay of who stays hold. Audited.
 * Returns the id of the merge in the audit, which undoes the whole. Throws NOT_FOUND, VALIDATION, CONFLICT.
 */
export async function mergeEmployees(tx: Transaction, input: Merge): Promise<number> {
  const { siteId, employeeId, intoId, actor, now } = input;
  if (employeeId === intoId) throw new AppError('VALIDATION', 'Choose two different people.');
  // One order for everybody, so that two merges never hold each other's rows.
  const [first, second] = [Math.min(employeeId, intoId), Math.max(employeeId, intoId)];
  const rows = [await lockEmployee(tx, siteId, first), await lockEmployee(tx, siteId, second)];
  const seen = new Map([
    [employeeId, input.revision],
    [intoId, input.intoRevision],
  ]);
  for (const row of rows) {
    await requireSeenEmployee(tx, row, seen.get(row.id));
    if (row.archivedAt !== null) throw new AppError('CONFLICT', `${row.name} is archived. Bring them back first.`);
  }
  const identities = await tx
    .select({ id: employeeIdentities.id })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.employeeId, employeeId)))
    .orderBy(asc(employeeIdentities.id))
    .for('update');
  const changes: number[] = [];
  const keep = (changeId: number | null) => {
    if (changeId !== null) changes.push(changeId);
  };
  for (const { id } of identities) {
    keep(await linkIdentity(tx, { siteId, identityId: id, employeeId: intoId, actor, now }));
  }
  keep(await changeEmployee(tx, { siteId, employeeId, changes: { isArchived: true }, actor, now }));
  const entry = { siteId, at: now, actor, action: 'employee.merge', entity: 'employee', entityId: employeeId };
  const [mergeId = 0] = await writeAudit(tx, [
    { ...entry, before: { mergedInto: null }, after: { mergedInto: intoId, logins: identities.length, changes } },
  ]);
  return mergeId;
}
