import { type Db, inTransaction } from '@/lib/db/client';
import { answerOf } from '@/lib/domain/identity/decisions';
import type { ChangeAnswer } from '@/lib/domain/identity/schema';
import { type Merge, mergeEmployees } from './merge';
import { changeEmployee, createAuditedEmployee, type EmployeeEdit, type NewEmployee } from './mutations';

/** Adds a person; see {@link createAuditedEmployee}. */
export async function applyNewEmployee(db: Db, input: NewEmployee): Promise<ChangeAnswer & { employeeId: number }> {
  return inTransaction(db, async (tx) => {
    const { employeeId, changeId } = await createAuditedEmployee(tx, input);
    return { employeeId, ...(await answerOf(tx, input.siteId, [changeId], [employeeId])) };
  });
}

/** Changes, archives or brings back a person; see {@link changeEmployee}. */
export async function applyEmployeeChange(db: Db, input: EmployeeEdit): Promise<ChangeAnswer> {
  return inTransaction(db, async (tx) => {
    const changeId = await changeEmployee(tx, input);
    return answerOf(tx, input.siteId, changeId === null ? [] : [changeId], [input.employeeId]);
  });
}

/** Merges two people; see {@link mergeEmployees}. */
export async function applyMerge(db: Db, input: Merge): Promise<ChangeAnswer> {
  return inTransaction(db, async (tx) => {
    const mergeId = await mergeEmployees(tx, input);
    return answerOf(tx, input.siteId, [mergeId], [input.employeeId, input.intoId]);
  });
}
