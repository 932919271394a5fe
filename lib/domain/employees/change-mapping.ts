import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { linkIdentity, unlinkIdentity } from '@/lib/domain/identity/mutations';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareMapping } from './prepare';
import { getEmployee } from './queries/get-employee';
import { getEmployeeIdentities } from './queries/get-employee-identities';
import type { Mapping, MappingChange } from './schema';

type MappingInput = { siteId: number; employeeId: number; change: MappingChange; actor: Actor; now: EpochSeconds };

/**
 * Takes identities off a person and links others to them (domain.md 11), all or nothing; facts move and scores are asked
 * for with each. Returns the identities of the person afterwards. Throws NOT_FOUND when person or identity is not of
 * this site, CONFLICT when an identity to take off is not the person's.
 */
export async function changeMapping(db: Db, input: MappingInput): Promise<Mapping> {
  return inTransaction(db, (tx) => changeInTransaction(tx, input));
}

async function changeInTransaction(tx: Transaction, input: MappingInput): Promise<Mapping> {
  const { siteId, employeeId, change, actor, now } = input;
  const employee = await getEmployee(tx, siteId, employeeId);
  if (employee === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const own = new Set((await getEmployeeIdentities(tx, siteId, employeeId)).map((one) => one.identityId));
  // One order for everybody, so that two changes never hold each other's rows.
  const inOrder = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);
  for (const identityId of inOrder(change.unlink)) {
    if (!own.has(identityId)) {
      throw new AppError('CONFLICT', `Login ${identityId} is not linked to ${employee.name}. Load the page again.`);
    }
    await unlinkIdentity(tx, { siteId, identityId, actor, now });
  }
  for (const identityId of inOrder(change.link)) await linkIdentity(tx, { siteId, identityId, employeeId, actor, now });
  const identities = await getEmployeeIdentities(tx, siteId, employeeId);
  return prepareMapping(employeeId, identities);
}
