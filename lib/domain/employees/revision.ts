import type { employees } from '@/lib/db/schema/employees';

type Row = Pick<
  typeof employees.$inferSelect,
  'name' | 'email' | 'displayAlias' | 'hiredOn' | 'isContractor' | 'isScanning' | 'archivedAt'
>;

/** What of a person an editor sees: whoever changes none of it is in nobody's way. */
export function employeeRevision(row: Row): Row {
  const { name, email, displayAlias, hiredOn, isContractor, isScanning, archivedAt } = row;
  return { name, email, displayAlias, hiredOn, isContractor, isScanning, archivedAt };
}
