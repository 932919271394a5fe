import { inTransaction } from '@/lib/db/client';
import { autoLinkByEmail } from '@/lib/domain/identity/mutations';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { toIsoInstant } from '@/lib/platform/time/instant';
import type { SyncOutcome } from '../sync-run';
import { createPeopleForUsers } from './create-people';
import type { RunContext } from './run-context';
import { isShortAnswerConfirmed, noteFullAnswer } from './suspicion';
import { fingerprintOf, getUsersNotAmong, markUsersGone, storeUsers } from './users';

const SUBJECT = 'connecteam:users';
const ABOUT = 'Connecteam users';
/** From this many known users up a list can be suspiciously short (domain.md 10). */
const FEWEST_KNOWN_USERS = 3;
/** Users have no times: a full list covers all of them. */
const NO_TIME = { missingFrom: 0, missingTo: 0 };
const ALL_TIME = { start: 0, end: 1 };

/**
 * Reads all users into `connecteam_users` and their identities, links by identical email, and on demand creates people
 * (sync.md, People). A user who is neither in the list nor found by id is marked as gone.
 */
export async function syncEmployees(context: RunContext, options: { createPeople: boolean }): Promise<SyncOutcome> {
  const { client, db, site, clock, run, job } = context;
  const listed = await client.listUsers();
  const stored = await inTransaction(db, async (tx) => {
    await run.hold(tx);
    return storeUsers(tx, site.id, listed.rows, clock.now());
  });
  const listedIds = new Set(listed.rows.map((user) => user.userId));
  const absent = await inTransaction(db, (tx) => getUsersNotAmong(tx, site.id, listedIds));
  // Paging over a list that changes can skip somebody, so everybody missing is asked for by id.
  const found = await client.listUsersById(absent.missing);
  const isComplete = listed.unreadable + found.unreadable === 0;
  const foundIds = new Set(found.rows.map((user) => user.userId));
  const missing = absent.missing.filter((userId) => !foundIds.has(userId));
  const now = clock.now();
  // A person's switch on the command line, or on the Mappings page.
  const actor: Actor = { type: 'shell', id: job };
  const rest = await inTransaction(db, async (tx) => {
    await run.hold(tx);
    const late = await storeUsers(tx, site.id, found.rows, now);
    const answered = absent.present - missing.length;
    const isSuspicious = missing.length > 0 && absent.present >= FEWEST_KNOWN_USERS && answered * 2 < absent.present;
    let isDoubted = false;
    if (isComplete && isSuspicious) {
      const short = {
        stored: absent.present,
        answered,
        missing: missing.length,
        fingerprint: fingerprintOf(missing),
        ...NO_TIME,
      };
      isDoubted = !(await isShortAnswerConfirmed(tx, { site, subject: SUBJECT, about: ABOUT, short, now }));
    } else if (isComplete) {
      await noteFullAnswer(tx, { site, subject: SUBJECT, about: ABOUT, ranges: [ALL_TIME], now });
    }
    const gone = isComplete && !isDoubted ? await markUsersGone(tx, site.id, missing, now) : 0;
    const linked = await autoLinkByEmail(tx, { siteId: site.id, now });
    const created = options.createPeople
      ? await createPeopleForUsers(tx, { siteId: site.id, actor, now })
      : { created: 0, toJudge: 0 };
    return { late, gone, linked, created, isDoubted };
  });
  const counts = {
    users: listed.rows.length + found.rows.length,
    added: stored.added + rest.late.added,
    changed: stored.changed + stored.back + rest.late.changed + rest.late.back,
    gone: rest.gone,
    linked: rest.linked,
    created: rest.created.created,
    toJudge: rest.created.toJudge,
    unreadable: listed.unreadable + found.unreadable,
  };
  const records = counts.users;
  if (rest.isDoubted) {
    const reason = `Connecteam named ${absent.present - missing.length} of ${absent.present} known users; nobody is marked as gone until that is confirmed.`;
    return { status: 'partial', counts, records, reason, details: { reasonCode: 'suspicious_source' } };
  }
  if (!isComplete) {
    const reason = `${counts.unreadable} users could not be read.`;
    return { status: 'partial', counts, records, reason, details: { reasonCode: 'unreadable' } };
  }
  return { status: 'success', counts, records, watermark: toIsoInstant(run.startedAt) };
}
