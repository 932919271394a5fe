import { inTransaction } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import { removeRoleVersion, setRoleValues, setRoleVersion } from './mutations';
import { createRole, mapActivityType } from './type-mutations';

/** {@link setRoleVersion} in a transaction of its own; afterwards the worker scores what it asked for. */
export async function changeRoleVersion(edit: Parameters<typeof setRoleVersion>[1]): Promise<{ requested: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => setRoleVersion(tx, edit));
  await announceEdit(edit.site, edit.now);
  return answer;
}

/** The same for {@link removeRoleVersion}. */
export async function dropRoleVersion(edit: Parameters<typeof removeRoleVersion>[1]): Promise<{ requested: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => removeRoleVersion(tx, edit));
  await announceEdit(edit.site, edit.now);
  return answer;
}

/** The same for {@link setRoleValues}. */
export async function changeRole(
  edit: Parameters<typeof setRoleValues>[1],
): Promise<{ recalculationId: number | null }> {
  const answer = await inTransaction(getDatabase(), (tx) => setRoleValues(tx, edit));
  await announceEdit(edit.site, edit.now);
  return answer;
}

/** The same for {@link createRole}. */
export async function addRole(edit: Parameters<typeof createRole>[1]): Promise<{ id: number; windows: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => createRole(tx, edit));
  await announceEdit(edit.site, edit.now);
  return answer;
}

/** The same for {@link mapActivityType}. */
export async function mapType(edit: Parameters<typeof mapActivityType>[1]): Promise<{ windows: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => mapActivityType(tx, edit));
  await announceEdit(edit.site, edit.now);
  return answer;
}
