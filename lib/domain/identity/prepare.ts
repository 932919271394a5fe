import { revisionOf } from '@/lib/platform/revision/revision';
import { toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { Candidate } from './queries/get-candidates';
import type { ClocklessRow } from './queries/get-clockless-people';
import type { FactCountRow } from './queries/get-fact-counts';
import type { IdentityListRow } from './queries/get-identities';
import { identityRevision } from './revision';
import { matchSimilarity, similarityReason, suggestEmployees, suggestionLevel } from './rules';
import type { ClocklessPerson, MappedIdentity, Suggestion } from './schema';

const SUGGESTIONS = 3;
const CONNECTEAM = 'connecteam';

type Known = {
  facts: readonly FactCountRow[];
  candidates: readonly Candidate[];
  /** `identityId/employeeId` of refused people. */
  refused: ReadonlySet<string>;
};

/** A login as admins see it, with whom it may belong to while it waits. */
export function prepareIdentity(row: IdentityListRow, { facts, candidates, refused }: Known): MappedIdentity {
  const own = facts.filter((fact) => fact.identity_id === row.id);
  const ofKind = (kind: FactCountRow['kind']) => {
    const fact = own.find((one) => one.kind === kind);
    return {
      count: fact?.count ?? 0,
      first: toIsoInstantOrNull(fact?.first_at ?? null),
      last: toIsoInstantOrNull(fact?.last_at ?? null),
    };
  };
  const isWaiting = row.status === 'unmapped' || row.status === 'suggested';
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    externalName: row.external_name,
    externalEmail: row.external_email,
    status: row.status,
    employee:
      row.employee_id === null || row.employee_name === null
        ? null
        : {
            employeeId: row.employee_id,
            name: row.employee_name,
            email: row.employee_email,
            isArchived: row.employee_archived_at !== null,
          },
    revision: identityRevision({
      id: row.id,
      status: row.status,
      employeeId: row.employee_id,
      verifiedAt: row.verified_at,
      touchedAt: row.touched_at,
    }),
    firstSeenAt: toIsoInstant(row.first_seen_at),
    lastSeenAt: toIsoInstant(row.last_seen_at),
    linkedAt: toIsoInstantOrNull(row.verified_at),
    linkedBy: row.linked_by_name ?? row.verified_by,
    items: own.reduce((sum, fact) => sum + fact.items, 0),
    scans: ofKind('scan'),
    punches: ofKind('punch'),
    connecteam:
      row.first_name === null
        ? null
        : {
            name: `${row.first_name} ${row.last_name ?? ''}`.trim(),
            email: row.user_email,
            title: row.user_title,
            isArchived: row.user_archived === true,
            isGone: row.user_gone_at !== null,
          },
    suggestions: isWaiting ? suggestPeople(row, candidates, refused) : [],
  };
}

/** The most similar people, best first. Who has a login of the time clock is not suggested for another one. */
function suggestPeople(
  row: IdentityListRow,
  candidates: readonly Candidate[],
  refused: ReadonlySet<string>,
): Suggestion[] {
  const login = { name: row.external_name, email: row.external_email };
  const free = candidates.filter(
    (one) => !refused.has(`${row.id}/${one.id}`) && !(row.source === CONNECTEAM && one.hasClock),
  );
  return suggestEmployees(login, free, SUGGESTIONS)
    .filter(({ similarity }) => similarity > 0)
    .map(({ employee, similarity, level, reason }) => ({
      employeeId: employee.id,
      name: employee.name,
      email: employee.email,
      similarity,
      level,
      reason,
    }));
}

/** A person without a clock login, with the clock logins that wait and look like theirs. */
export function prepareClockless(
  row: ClocklessRow,
  waiting: readonly IdentityListRow[],
  refused: ReadonlySet<string>,
): ClocklessPerson {
  const person = { id: row.id, name: row.name, email: row.email };
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    revision: revisionOf({
      name: row.name,
      email: row.email,
      displayAlias: row.display_alias,
      hiredOn: row.hired_on,
      isContractor: row.is_contractor,
      isScanning: row.is_scanning,
      archivedAt: row.archived_at,
    }),
    logins: row.logins,
    suggestions: waiting
      .filter((login) => !refused.has(`${login.id}/${row.id}`))
      .map((login) => {
        const named = { name: login.external_name, email: login.external_email };
        return { login, named, similarity: matchSimilarity(named, person) };
      })
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity || a.login.id - b.login.id)
      .slice(0, SUGGESTIONS)
      .map(({ login, named, similarity }) => ({
        identityId: login.id,
        name: login.external_name ?? login.external_id,
        externalId: login.external_id,
        revision: identityRevision({
          id: login.id,
          status: login.status,
          employeeId: login.employee_id,
          verifiedAt: login.verified_at,
          touchedAt: login.touched_at,
        }),
        similarity,
        level: suggestionLevel(similarity),
        reason: similarityReason(named, person),
      })),
  };
}
