import type { MappedIdentity } from './schema';

/** Whether anybody looks enough like a login to be confirmed without a closer look. */
export function isLikely({ suggestions: [best] }: MappedIdentity): boolean {
  return best !== undefined && best.level !== 'BEST AVAILABLE';
}

/**
 * Logins whose best suggestion is a high match and clear: a person with two logins of the time clock among them is left for
 * somebody to judge.
 */
export function sameMatches(rows: readonly MappedIdentity[]): MappedIdentity[] {
  const high = rows.filter((row) => row.suggestions[0]?.level === 'HIGH');
  const clockLogins = Map.groupBy(
    high.filter((row) => row.source === 'connecteam'),
    (row) => row.suggestions[0]?.employeeId,
  );
  return high.filter(
    (row) => row.source !== 'connecteam' || clockLogins.get(row.suggestions[0]?.employeeId)?.length === 1,
  );
}

/** Users of the time clock who work there and are like nobody here: people that are yet to be added (sync.md, People). */
export function unmatchedUsers(rows: readonly MappedIdentity[]): MappedIdentity[] {
  return rows.filter((login) => {
    const { connecteam } = login;
    return (
      connecteam !== null && !connecteam.isArchived && !connecteam.isGone && connecteam.name !== '' && !isLikely(login)
    );
  });
}
