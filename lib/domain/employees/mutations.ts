import type { Transaction } from '@/lib/db/client';
import { employees } from '@/lib/db/schema/employees';
import { normalizeEmail } from '@/lib/domain/identity/rules';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';

export type NewEmployee = {
  siteId: number;
  name: string;
  email?: string | null;
  isContractor?: boolean;
  isScanning?: boolean;
  actor: Actor;
  now: EpochSeconds;
};

const MAX_LENGTH = 191;

/** Creates a person, audited. Returns the id. Throws VALIDATION when name or email are blank or too long. */
export async function createEmployee(tx: Transaction, input: NewEmployee): Promise<number> {
  const name = input.name.toWellFormed().trim().replace(/\s+/g, ' ');
  const email = normalizeEmail(input.email?.toWellFormed());
  if (name === '' || name.length > MAX_LENGTH) {
    throw new AppError('VALIDATION', 'The person needs a name.', {
      details: [{ field: 'name', message: `must have 1 to ${MAX_LENGTH} characters` }],
    });
  }
  if (email !== null && email.length > MAX_LENGTH) {
    throw new AppError('VALIDATION', 'The email is too long.', {
      details: [{ field: 'email', message: `must have at most ${MAX_LENGTH} characters` }],
    });
  }
  const marks = { isContractor: input.isContractor ?? false, isScanning: input.isScanning ?? true };
  const [inserted] = await tx.insert(employees).values({
    siteId: input.siteId,
    name,
    email,
    ...marks,
    createdAt: input.now,
    updatedAt: input.now,
  });
  await writeAudit(tx, [
    {
      siteId: input.siteId,
      at: input.now,
      actor: input.actor,
      action: 'employee.create',
      entity: 'employee',
      entityId: inserted.insertId,
      after: { name, email, ...marks },
    },
  ]);
  return inserted.insertId;
}
