import { inTransaction, type Transaction } from '@/lib/db/client';
import { autoLinkByEmail } from '@/lib/domain/identity/mutations';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { toIsoInstant } from '@/lib/platform/time/instant';
import type { SyncOutcome } from '../sync-run';
import { withProblems } from './clocks-outcome';
import { createPeopleForUsers } from './create-people';
import type { Problem, RunContext } from './run-context';
import type { ConnecteamUser } from './schemas';
import { isShortAnswerConfirmed, noteFullAnswer } from './suspicion';
import { fingerprintOf, getUsersNotAmong, markUsersGone, type StoredUsers, storeUsers } from './users';

const SUBJECT = 'connecteam:users';
const ABOUT = 'Connecteam users';
/** From this many known users up a list can be suspiciously short (domain.md 10). */
const FEWEST_KNOWN_USERS = 3;
/** Users have no times: a full list covers all of them. */
const NO_TIME = { missingFrom: 0, missingTo: 0 };
const ALL_TIME = { start: 0, end: 1 };

/** Known users that the list did not hold, and whether that is beyond doubt. */
type Absent = { known: number; missing: number[]; isComplete: boolean; isSuspicious: boolean };

/**
 * Reads all users into `connecteam_users` and their identities, links by identical email, and on demand creates people
 * (sync.md, People). A user who is neither in the list nor found by id is marked as gone.
 */
export async function syncEmployees(context: RunContext, options: { createPeople: boolean }): Promise<SyncOutcome> {
  const { client, db, site, clock, run, job } = context;
  const listed = await client.listUsers();
  const stored = await storeInRun(context, listed.rows);
  const listedIds = new Set(listed.rows.map((user) => user.userId));
  const { missing, present } = await inTransaction(db, (tx) => getUsersNotAmong(tx, site.id, listedIds));
  const isSuspicious = present >= FEWEST_KNOWN_USERS && (present - missing.length) * 2 < present;
  // Paging over a list that changes can skip somebody, so whoever is missing is asked for by id.
  const found = await client.listUsersById(isSuspicious ? [] : missing);
  const late = await storeInRun(context, found.rows);
  const foundIds = new Set(found.rows.map((user) => user.userId));
  const unreadable = listed.unreadable + found.unreadable;
  const absent: Absent = {
    known: present,
    missing: missing.filter((userId) => !foundIds.has(userId)),
    isComplete: unreadable === 0,
    isSuspicious,
  };
  const now = clock.now();
  const people = await inTransaction(db, async (tx) => {
    await run.hold(tx);
    const isDoubted = await isAbsenceDoubted(tx, context, absent);
    const gone = absent.isComplete && !isDoubted ? await markUsersGone(tx, site.id, absent.missing, now) : 0;
    const linked = await autoLinkByEmail(tx, { siteId: site.id, now });
    const actor: Actor = { type: 'shell', id: job };
    const created = options.createPeople
      ? await createPeopleForUsers(tx, { siteId: site.id, actor, now })
      : { created: 0, toJudge: 0 };
    return { isDoubted, counts: { gone, linked, ...created } };
  });
  const counts = {
    users: listed.rows.length + found.rows.length,
    added: stored.added + late.added,
    changed: stored.changed + stored.back + late.changed + late.back,
    ...people.counts,
    unreadable,
  };
  const problems: Problem[] = [];
  if (people.isDoubted) {
    const message = `Connecteam named ${present - missing.length} of ${present} known users; nobody is marked as gone until that is confirmed.`;
    problems.push({ code: 'suspicious_source', message });
  }
  if (unreadable > 0) problems.push({ code: 'unreadable', message: `${unreadable} users could not be read.` });
  return withProblems({ counts, records: counts.users, watermark: toIsoInstant(run.startedAt) }, problems, true);
}

function storeInRun({ db, site, clock, run }: RunContext, users: readonly ConnecteamUser[]): Promise<StoredUsers> {
  return inTransaction(db, async (tx) => {
    await run.hold(tx);
    return storeUsers(tx, site.id, users, clock.now());
  });
}

/** Raises or closes the issue about a list that is too short to be believed; true while it is doubted. */
async function isAbsenceDoubted(tx: Transaction, { site, clock }: RunContext, absent: Absent): Promise<boolean> {
  if (!absent.isComplete) return false;
  const about = { site, subject: SUBJECT, about: ABOUT, now: clock.now() };
  if (!absent.isSuspicious) {
    await noteFullAnswer(tx, { ...about, ranges: [ALL_TIME] });
    return false;
  }
  const { known, missing } = absent;
  const fingerprint = fingerprintOf(missing);
  const short = { stored: known, answered: known - missing.length, missing: missing.length, fingerprint, ...NO_TIME };
  return !(await isShortAnswerConfirmed(tx, { ...about, short }));
}
