import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { changeEmployee, lockEmployee } from '@/lib/domain/employees/mutations';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import {
  type EmployeeValues,
  employeeValues,
  identityAfter,
  identityBefore,
  isUndoable,
  mergeAfter,
  rejectAfter,
  rejectBefore,
  UNDOABLE_ACTIONS,
} from './changes';
import { describeLatest } from './describe-latest';
import { lockIdentity, restoreIdentity, unrejectPerson } from './mutations';

export type Undo = { siteId: number; changeIds: readonly number[]; actor: Actor; now: EpochSeconds };

type Event = typeof auditEvents.$inferSelect;
/** `employeeIds`: whose days change. */
type Undone = { changeIds: number[]; employeeIds: number[] };

/**
 * Takes audited changes of logins and people back, the latest first, all or nothing: each is put to how it stood before,
 * its facts move back and are rescored, and that is audited as a change of its own, which can be taken back too. Returns
 * the ids of those. Throws NOT_FOUND for a change of another site, CONFLICT when something changed since.
 */
export async function undoChanges(tx: Transaction, input: Undo): Promise<Undone> {
  const { siteId } = input;
  const wanted = [...new Set(input.changeIds)];
  const events = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.siteId, siteId), inArray(auditEvents.id, wanted)))
    .orderBy(desc(auditEvents.id));
  if (events.length !== wanted.length) throw new AppError('NOT_FOUND', 'There is no such change at this site.');
  const undone: Undone = { changeIds: [], employeeIds: [] };
  for (const event of events) {
    const changeId = await undoEvent(tx, input, event, undone);
    if (changeId !== null) undone.changeIds.push(changeId);
  }
  return undone;
}

async function undoEvent(tx: Transaction, input: Undo, event: Event, undone: Undone): Promise<number | null> {
  if (!isUndoable(event)) {
    throw new AppError('CONFLICT', 'This change cannot be taken back here: decide anew instead.');
  }
  const action = UNDOABLE_ACTIONS.find((one) => one === event.action);
  switch (action) {
    case 'identity.link':
    case 'identity.unlink':
    case 'identity.ignore':
    case 'identity.undo':
      return undoDecision(tx, input, event, undone);
    case 'identity.reject':
      return undoReject(tx, input, event);
    case 'employee.create':
      return undoCreate(tx, input, event);
    case 'employee.update':
    case 'employee.archive':
    case 'employee.unarchive':
      return undoEmployeeChange(tx, input, event);
    case 'employee.merge':
      return undoMerge(tx, input, event, undone);
    case undefined:
      return null;
  }
}

async function undoDecision(tx: Transaction, input: Undo, event: Event, undone: Undone): Promise<number | null> {
  const { siteId, actor, now } = input;
  const identityId = Number(event.entityId);
  const row = await lockIdentity(tx, siteId, identityId);
  const before = identityBefore.parse(event.before);
  const after = identityAfter.parse(event.after);
  const isSame = row.status === after.status && row.employeeId === after.employeeId;
  // Whoever decided last left the time; the automatic link leaves only that of the link.
  const isLatest = row.touchedAt === event.occurredAt || row.verifiedAt === event.occurredAt;
  if (!isSame || !isLatest) throw new AppError('CONFLICT', await describeLatest(tx, 'identity', identityId));
  const people = [row.employeeId, before.employeeId].filter((one) => one !== null);
  undone.employeeIds.push(...people);
  const refused = { before: before.refused, after: after.refused };
  return restoreIdentity(tx, { siteId, identityId, to: before, refused, undoes: event.id, actor, now });
}

async function undoReject(tx: Transaction, input: Undo, event: Event): Promise<number | null> {
  const { siteId, actor, now } = input;
  const identityId = Number(event.entityId);
  const { employeeId } = rejectAfter.parse(event.after);
  const { touchedAt } = rejectBefore.parse(event.before);
  const change = { siteId, identityId, employeeId, touchedAt, undoes: event.id, actor, now };
  const changeId = await unrejectPerson(tx, change);
  if (changeId === null) throw new AppError('CONFLICT', await describeLatest(tx, 'identity', identityId));
  return changeId;
}

/** A person is never deleted: the one that was added is archived. */
async function undoCreate(tx: Transaction, input: Undo, event: Event): Promise<number | null> {
  const { siteId, actor, now } = input;
  const employeeId = Number(event.entityId);
  const logins = await tx
    .select({ id: employeeIdentities.id })
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.employeeId, employeeId)));
  if (logins.length > 0) {
    throw new AppError('CONFLICT', 'A login is linked to this person. Take it off first, or archive the person.');
  }
  return changeEmployee(tx, { siteId, employeeId, changes: { isArchived: true }, undoes: event.id, actor, now });
}

async function undoEmployeeChange(tx: Transaction, input: Undo, event: Event): Promise<number | null> {
  const { siteId, actor, now } = input;
  const employeeId = Number(event.entityId);
  const row: EmployeeValues = await lockEmployee(tx, siteId, employeeId);
  const [before, after] = [employeeValues.parse(event.before), employeeValues.parse(event.after)];
  if (!isUnchanged(after, row)) throw new AppError('CONFLICT', await describeLatest(tx, 'employee', employeeId));
  const { displayAlias, archivedAt, hiredOn, undoes: _, ...plain } = before;
  const changes = {
    ...plain,
    ...(displayAlias === undefined ? {} : { alias: displayAlias }),
    ...(hiredOn === undefined ? {} : { hiredOn }),
    ...(archivedAt === undefined ? {} : { isArchived: archivedAt !== null }),
  };
  return changeEmployee(tx, { siteId, employeeId, changes, undoes: event.id, actor, now });
}

async function undoMerge(tx: Transaction, input: Undo, event: Event, undone: Undone): Promise<number | null> {
  const { siteId, actor, now } = input;
  const { mergedInto, changes } = mergeAfter.parse(event.after);
  // What the merge was made of, with the same look at whether anything changed since.
  const inner =
    changes.length === 0 ? { changeIds: [], employeeIds: [] } : await undoChanges(tx, { ...input, changeIds: changes });
  undone.employeeIds.push(...inner.employeeIds);
  const [changeId] = await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor,
      action: 'employee.unmerge',
      entity: 'employee',
      entityId: event.entityId,
      before: { mergedInto },
      after: { mergedInto: null, changes: inner.changeIds, undoes: event.id },
    },
  ]);
  return changeId ?? null;
}

function isUnchanged(after: EmployeeValues, row: EmployeeValues): boolean {
  return (
    (after.name === undefined || after.name === row.name) &&
    (after.email === undefined || after.email === row.email) &&
    (after.displayAlias === undefined || after.displayAlias === row.displayAlias) &&
    (after.hiredOn === undefined || after.hiredOn === row.hiredOn) &&
    (after.isContractor === undefined || after.isContractor === row.isContractor) &&
    (after.isScanning === undefined || after.isScanning === row.isScanning) &&
    (after.archivedAt === undefined || after.archivedAt === row.archivedAt)
  );
}
