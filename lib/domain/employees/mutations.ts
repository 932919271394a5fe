import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';
import { describeLatest } from '@/lib/domain/identity/describe-latest';
import { normalizeEmail } from '@/lib/domain/identity/rules';
import { requestPersonDays } from '@/lib/domain/scoring/request-affected';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { revisionOf } from '@/lib/platform/revision/revision';
import { type EpochSeconds, type IsoDay, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import { employeeRevision } from './revision';

export type NewEmployee = {
  siteId: number;
  name: string;
  email?: string | null;
  alias?: string | null;
  hiredOn?: IsoDay | null;
  isContractor?: boolean;
  isScanning?: boolean;
  actor: Actor;
  now: EpochSeconds;
};

/** What can be changed of a person; left out: as it is. */
export type EmployeeChanges = {
  name?: string;
  email?: string | null;
  alias?: string | null;
  hiredOn?: IsoDay | null;
  isContractor?: boolean;
  isScanning?: boolean;
  isArchived?: boolean;
};

export type EmployeeEdit = {
  siteId: number;
  employeeId: number;
  changes: EmployeeChanges;
  /** Of the person as the editor saw them; left out, the edit wins. */
  revision?: string;
  /** Id of the audited change that this one takes back. */
  undoes?: number;
  actor: Actor;
  now: EpochSeconds;
};

const MAX_LENGTH = 191;
const MAX_ALIAS_LENGTH = 80;
const ALL_DAYS = [{ from: null, before: null }];

/** Creates a person, audited. Returns the id. Throws VALIDATION when name or email are blank or too long. */
export async function createEmployee(tx: Transaction, input: NewEmployee): Promise<number> {
  return (await createAuditedEmployee(tx, input)).employeeId;
}

/** {@link createEmployee}, with the id of its audit event. */
export async function createAuditedEmployee(
  tx: Transaction,
  input: NewEmployee,
): Promise<{ employeeId: number; changeId: number }> {
  const { siteId, actor, now } = input;
  const values = {
    name: cleanName(input.name),
    email: cleanEmail(input.email),
    ...(input.alias === undefined ? {} : { displayAlias: cleanAlias(input.alias) }),
    ...(input.hiredOn === undefined ? {} : { hiredOn: input.hiredOn }),
    isContractor: input.isContractor ?? false,
    isScanning: input.isScanning ?? true,
  };
  const [inserted] = await tx.insert(employees).values({ siteId, ...values, createdAt: now, updatedAt: now });
  const employeeId = inserted.insertId;
  const entry = { siteId, at: now, actor, action: 'employee.create', entity: 'employee', entityId: employeeId };
  const [changeId = 0] = await writeAudit(tx, [{ ...entry, after: values }]);
  return { employeeId, changeId };
}

/**
 * Changes values of a person, archives or brings back. Marks that scoring looks at have the person's days scored again.
 * Audited, only what differs. Returns the id of the audit event, null when nothing does. Throws NOT_FOUND, VALIDATION,
 * CONFLICT when somebody changed the person since the editor looked.
 */
export async function changeEmployee(tx: Transaction, input: EmployeeEdit): Promise<number | null> {
  const { siteId, employeeId, changes, actor, now } = input;
  const before = await lockEmployee(tx, siteId, employeeId);
  await requireSeenEmployee(tx, before, input.revision);
  const { isArchived, alias, ...plain } = changes;
  const wanted = {
    ...plain,
    ...(plain.name === undefined ? {} : { name: cleanName(plain.name) }),
    ...(plain.email === undefined ? {} : { email: cleanEmail(plain.email) }),
    ...(alias === undefined ? {} : { displayAlias: cleanAlias(alias) }),
    ...(isArchived === undefined || isArchived === (before.archivedAt !== null)
      ? {}
      : { archivedAt: isArchived ? now : null }),
  };
  const stood: Record<string, unknown> = { ...before };
  const after = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== undefined && value !== stood[name]),
  );
  if (Object.keys(after).length === 0) return null;
  await tx
    .update(employees)
    .set({ ...after, updatedAt: now })
    .where(eq(employees.id, employeeId));
  if ('isContractor' in after || 'isScanning' in after) {
    await requestPersonDays(tx, { siteId, employeeId, spans: ALL_DAYS, reason: 'employee.update', now });
  }
  const action =
    'archivedAt' in after ? `employee.${after.archivedAt === null ? 'unarchive' : 'archive'}` : 'employee.update';
  const entry = { siteId, at: now, actor, action, entity: 'employee', entityId: employeeId };
  const [changeId] = await writeAudit(tx, [
    {
      ...entry,
      before: audited(Object.fromEntries(Object.keys(after).map((name) => [name, stood[name]]))),
      after: { ...audited(after), ...(input.undoes === undefined ? {} : { undoes: input.undoes }) },
    },
  ]);
  return changeId ?? null;
}

/** The row of a person, held to the end of the transaction. Throws NOT_FOUND. */
export async function lockEmployee(tx: Transaction, siteId: number, employeeId: number) {
  const [row] = await tx
    .select()
    .from(employees)
    .where(and(eq(employees.siteId, siteId), eq(employees.id, employeeId)))
    .for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  return row;
}

/** Throws CONFLICT, with who was faster, when the person is no longer as an editor saw them; without `seen` anything goes. */
export async function requireSeenEmployee(
  tx: Transaction,
  row: typeof employees.$inferSelect,
  seen: string | undefined,
): Promise<void> {
  if (seen === undefined || seen === revisionOf(employeeRevision(row))) return;
  throw new AppError('CONFLICT', await describeLatest(tx, 'employee', row.id));
}

/** Instants of audit events are told as text. */
function audited(values: Record<string, unknown>): Record<string, unknown> {
  const { archivedAt } = values;
  if (typeof archivedAt !== 'number') return values;
  return { ...values, archivedAt: toIsoInstantOrNull(archivedAt) };
}

function cleanName(given: string): string {
  const name = given.toWellFormed().trim().replace(/\s+/g, ' ');
  if (name !== '' && name.length <= MAX_LENGTH) return name;
  throw new AppError('VALIDATION', 'The person needs a name.', {
    details: [{ field: 'name', message: `must have 1 to ${MAX_LENGTH} characters` }],
  });
}

function cleanEmail(given: string | null | undefined): string | null {
  const email = normalizeEmail(given?.toWellFormed());
  if (email === null || email.length <= MAX_LENGTH) return email;
  throw new AppError('VALIDATION', 'The email is too long.', {
    details: [{ field: 'email', message: `must have at most ${MAX_LENGTH} characters` }],
  });
}

function cleanAlias(given: string | null): string | null {
  const alias = given?.toWellFormed().trim().replace(/\s+/g, ' ') ?? '';
  if (alias.length <= MAX_ALIAS_LENGTH) return alias === '' ? null : alias;
  throw new AppError('VALIDATION', 'The alias is too long.', {
    details: [{ field: 'alias', message: `must have at most ${MAX_ALIAS_LENGTH} characters` }],
  });
}
