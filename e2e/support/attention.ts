import { randomBytes } from 'node:crypto';
import { type Database, inTransaction } from '@/lib/db/client';
import { announceAlerts } from '@/lib/domain/alerts/announce';
import { type FoundAlert, raiseAlert } from '@/lib/domain/alerts/mutations';
import { settleFlags } from '@/lib/domain/flags/mutations';
import type { Flag } from '@/lib/domain/flags/rules';
import { type FoundIssue, settleIssues } from '@/lib/domain/issues/mutations';
import type { UserRole } from '@/lib/platform/auth/rights';
import { createUser } from '@/lib/platform/auth/users';
import { currentInstant } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import type { Floor } from '@/test/floor';
import { PASSWORD } from './test';

/** An alert about a pause of a person, as check-idle raises it. */
export async function idleAlert(
  floor: Floor,
  name: string,
  severity: FoundAlert['severity'] = 'warning',
): Promise<FoundAlert> {
  const now = currentInstant();
  const employeeId = await floor.person(name, now);
  return {
    kind: 'idle',
    subject: `employee:${employeeId}`,
    severity,
    title: 'No scans at Packing for 22 min',
    details: {
      employeeId,
      name,
      department: 'Packing',
      since: now - 420,
      idleSeconds: 420,
      quietSeconds: 1_320,
      hasScans: true,
    },
  };
}

/** Raises an alert at `now` and tells the pages, as the worker does. */
export async function raise(floor: Floor, alert: FoundAlert, now: EpochSeconds = currentInstant()): Promise<void> {
  await inTransaction(floor.database, (tx) => raiseAlert(tx, { siteId: floor.site.id, alert, now }));
  await announceAlerts(floor.site.id);
}

/** A plain alert of a kind of its own. */
export function plainAlert(subject: string, severity: FoundAlert['severity'], kind = 'health_disk_share'): FoundAlert {
  return { kind, subject, severity, title: `Trouble with ${subject}`, details: { value: 0.93 } };
}

export async function findIssue(floor: Floor, issue: FoundIssue): Promise<void> {
  const { kind, subject, scoreDate } = issue;
  await inTransaction(floor.database, (tx) =>
    settleIssues(tx, {
      siteId: floor.site.id,
      checked: { kinds: [kind], places: [{ subject, scoreDate }] },
      found: [issue],
      now: currentInstant(),
    }),
  );
}

export async function flag(floor: Floor, day: IsoDay, found: Flag): Promise<void> {
  await inTransaction(floor.database, (tx) =>
    settleFlags(tx, { siteId: floor.site.id, day, found: [found], now: currentInstant() }),
  );
}

/** Somebody with a name that nobody else has. */
export async function person(database: Database, name: string, role: UserRole = 'manager') {
  const email = `e2e-${randomBytes(6).toString('hex')}@example.com`;
  const values = { email, name, role, password: PASSWORD, mustChangePassword: false };
  return { id: await createUser(database, values), email, name };
}
