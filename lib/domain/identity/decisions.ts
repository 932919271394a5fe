import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '@/lib/db/client';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { scoreRequests } from '@/lib/db/schema/score-requests';
import { createAuditedEmployee, lockEmployee } from '@/lib/domain/employees/mutations';
import { MAX_SCORING_ATTEMPTS } from '@/lib/domain/scoring/queries/get-score-requests';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { describeLatest } from './describe-latest';
import { ignoreIdentity, linkIdentity, lockIdentity, rejectPerson, unlinkIdentity } from './mutations';
import { identityRevision } from './revision';
import type { ChangeAnswer, Decision } from './schema';
import { undoChanges } from './undo';

type Author = { siteId: number; actor: Actor; now: EpochSeconds };

/**
 * Carries out what an admin decided about logins, all or nothing. Each says what its author saw: when somebody decided
 * meanwhile it is refused with who that was, so that nobody undoes another without knowing. Throws NOT_FOUND, CONFLICT,
 * VALIDATION.
 */
export async function applyDecisions(
  db: Db,
  input: Author & { decisions: readonly Decision[] },
): Promise<ChangeAnswer> {
  const ids = input.decisions.map((one) => one.identityId);
  if (new Set(ids).size < ids.length) throw new AppError('VALIDATION', 'Decide about each login once.');
  return inTransaction(db, async (tx) => {
    const changeIds: number[] = [];
    const employeeIds = new Set<number>([UNMAPPED_WORK]);
    // One order for everybody, so that two orders never hold each other's rows.
    for (const decision of [...input.decisions].sort((a, b) => a.identityId - b.identityId)) {
      const before = await requireSeen(tx, input.siteId, decision);
      if (before !== null) employeeIds.add(before);
      changeIds.push(...(await applyDecision(tx, input, decision)));
      const after = await employeeOf(tx, decision.identityId);
      if (after !== null) employeeIds.add(after);
    }
    return answerOf(tx, input.siteId, changeIds, [...employeeIds]);
  });
}

/** {@link undoChanges} with the same answer as the decisions had. */
export async function applyUndo(db: Db, input: Author & { changeIds: readonly number[] }): Promise<ChangeAnswer> {
  return inTransaction(db, async (tx) => {
    const { changeIds, employeeIds } = await undoChanges(tx, input);
    return answerOf(tx, input.siteId, changeIds, [...new Set([UNMAPPED_WORK, ...employeeIds])]);
  });
}

/** What a change tells its author: what takes it back, and how many person-days of these people wait. */
export async function answerOf(
  tx: Transaction,
  siteId: number,
  changeIds: number[],
  employeeIds: number[],
): Promise<ChangeAnswer> {
  return { changeIds, employeeIds, waiting: (await getWaiting(tx, siteId, employeeIds)).waiting };
}

/** Person-days of these people (0: unmapped work) that wait for a score, and those whose scoring failed for good. */
export async function getWaiting(
  db: Db,
  siteId: number,
  employeeIds: readonly number[],
): Promise<{ waiting: number; failed: number }> {
  const [row] = await db
    .select({
      all: sql<string>`COUNT(*)`,
      waiting: sql<string>`COUNT(CASE WHEN ${lt(scoreRequests.attempts, MAX_SCORING_ATTEMPTS)} THEN 1 END)`,
    })
    .from(scoreRequests)
    .where(and(eq(scoreRequests.siteId, siteId), inArray(scoreRequests.employeeId, [...employeeIds])));
  const waiting = Number(row?.waiting ?? 0);
  return { waiting, failed: Number(row?.all ?? 0) - waiting };
}

async function applyDecision(tx: Transaction, author: Author, decision: Decision): Promise<number[]> {
  const { identityId } = decision;
  const made = (changeId: number | null) => (changeId === null ? [] : [changeId]);
  switch (decision.action) {
    case 'link':
      await requireActive(tx, author.siteId, decision.employeeId);
      return made(await linkIdentity(tx, { ...author, identityId, employeeId: decision.employeeId }));
    case 'unlink':
      return made(await unlinkIdentity(tx, { ...author, identityId }));
    case 'ignore':
      return made(await ignoreIdentity(tx, { ...author, identityId }));
    case 'reject':
      return made(await rejectPerson(tx, { ...author, identityId, employeeId: decision.employeeId }));
    case 'create': {
      const { name, email, isContractor } = decision;
      const created = await createAuditedEmployee(tx, { ...author, name, email, isContractor });
      return [
        created.changeId,
        ...made(await linkIdentity(tx, { ...author, identityId, employeeId: created.employeeId })),
      ];
    }
  }
}

/** Holds the login and looks whether it is as the author saw it. Returns whose it is. */
async function requireSeen(tx: Transaction, siteId: number, decision: Decision): Promise<number | null> {
  const row = await lockIdentity(tx, siteId, decision.identityId);
  if (identityRevision(row) !== decision.revision) {
    throw new AppError('CONFLICT', await describeLatest(tx, 'identity', row.id), {
      details: [{ field: 'identityId', message: String(row.id) }],
    });
  }
  return row.employeeId;
}

/** An archived person may be the twin that somebody merged away meanwhile. */
async function requireActive(tx: Transaction, siteId: number, employeeId: number): Promise<void> {
  const person = await lockEmployee(tx, siteId, employeeId);
  if (person.archivedAt === null) return;
  throw new AppError(
    'CONFLICT',
    `${person.name} is archived. Bring them back under Employees, or choose somebody else.`,
  );
}

async function employeeOf(tx: Transaction, identityId: number): Promise<number | null> {
  const [row] = await tx
    .select({ employeeId: employeeIdentities.employeeId })
    .from(employeeIdentities)
    .where(eq(employeeIdentities.id, identityId));
  return row?.employeeId ?? null;
}
