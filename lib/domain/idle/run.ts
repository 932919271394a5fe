import { type Database, inTransaction } from '@/lib/db/client';
import { type FoundAlert, settleAlerts } from '@/lib/domain/alerts/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { getIdleNow } from './queries/get-idle-now';
import { type IdlePerson, idlePhrase } from './rules';

export const IDLE_ALERT = 'idle';

/**
 * Raises, updates and closes the alerts of people who are idle at `now` (domain.md 10). A fixed number of statements,
 * whatever the number of people.
 */
export async function runCheckIdle(
  db: Database,
  site: Site,
  now: EpochSeconds,
): Promise<{ idle: number; opened: number; changed: number; closed: number }> {
  const idle = await getIdleNow(db, site, now);
  const settled = await inTransaction(db, (tx) =>
    settleAlerts(tx, { siteId: site.id, checked: { kinds: [IDLE_ALERT] }, found: idle.map(alertOf), now }),
  );
  return { idle: idle.length, ...settled };
}

function alertOf(person: IdlePerson): FoundAlert {
  const { severity, ...details } = person;
  return {
    kind: IDLE_ALERT,
    subject: `employee:${person.employeeId}`,
    severity,
    title: idlePhrase(person),
    details,
  };
}
