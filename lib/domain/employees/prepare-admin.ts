import { suggestEmployees } from '@/lib/domain/identity/rules';
import type { Suggestion } from '@/lib/domain/identity/schema';
import { revisionOf } from '@/lib/platform/revision/revision';
import { toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { AdminEmployee } from './admin-schema';
import type { AdminEmployeeRow } from './queries/get-admin-employees';
import { employeeRevision } from './revision';

const TWINS = 3;

export function prepareAdminEmployee(row: AdminEmployeeRow): AdminEmployee {
  return {
    employeeId: row.id,
    name: row.name,
    email: row.email,
    alias: row.display_alias,
    hiredOn: row.hired_on,
    isContractor: row.is_contractor,
    isScanning: row.is_scanning,
    isArchived: row.archived_at !== null,
    archivedAt: toIsoInstantOrNull(row.archived_at),
    revision: revisionOf(
      employeeRevision({
        name: row.name,
        email: row.email,
        displayAlias: row.display_alias,
        hiredOn: row.hired_on,
        isContractor: row.is_contractor,
        isScanning: row.is_scanning,
        archivedAt: row.archived_at,
      }),
    ),
    clockLogins: row.clock_logins,
    scanLogins: row.scan_logins,
    lastSeenAt: toIsoInstantOrNull(row.last_seen_at),
  };
}

/** People who may be one and the same as this one: as alike as a login would have to be to be a possible match. */
export function prepareTwins(
  person: { id: number; name: string; email: string | null },
  others: readonly { id: number; name: string; email: string | null }[],
): Suggestion[] {
  return suggestEmployees(
    person,
    others.filter((one) => one.id !== person.id),
    TWINS,
  )
    .filter(({ level }) => level !== 'BEST AVAILABLE')
    .map(({ employee, similarity, level, reason }) => ({
      employeeId: employee.id,
      name: employee.name,
      email: employee.email,
      similarity,
      level,
      reason,
    }));
}
