import { and, eq, inArray } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '../../db/client';
import { dataIssues } from '../../db/schema/attention';
import { type Actor, writeAudit } from '../../platform/audit/write-audit';
import { AppError } from '../../platform/errors/errors';
import type { EpochSeconds, IsoDay } from '../../platform/time/instant';
import { type IssueKind, isSameDetails } from './rules';

/** What closes an issue whose cause is gone; a person's id stands there otherwise. */
export const RESOLVED_BY_SYSTEM = 'system';

export type FoundIssue = {
  kind: IssueKind;
  /** What it is about: `employee:12`, `identity:5`, `clock:77`, `type:Folding`. */
  subject: string;
  employeeId?: number | null;
  identityId?: number | null;
  scoreDate: IsoDay;
  details: Record<string, unknown>;
};

/** The kinds, subjects and days that were looked at: what is open there and was not found again is over. */
export type CheckedScope = { kinds: IssueKind[]; places: { subject: string; scoreDate: IsoDay }[] };

export type SettledIssues = { opened: number; changed: number; resolved: number };

/**
 * Brings the stored issues of a scope in line with what was found, in the caller's transaction (domain.md 10): new ones
 * are opened, changed ones updated, those whose cause is gone closed. One that a person resolved stays so until its facts
 * change. Found issues must lie inside the scope. One read, and writes only for what differs.
 */
export async function settleIssues(
  tx: Transaction,
  input: { siteId: number; checked: CheckedScope; found: FoundIssue[]; now: EpochSeconds },
): Promise<SettledIssues> {
  const { siteId, checked, found, now } = input;
  const settled = { opened: 0, changed: 0, resolved: 0 };
  if (checked.kinds.length === 0 || checked.places.length === 0) return settled;
  const places = new Set(checked.places.map(placeKey));
  const stored = await tx
    .select()
    .from(dataIssues)
    .where(
      and(
        eq(dataIssues.siteId, siteId),
        inArray(dataIssues.kind, checked.kinds),
        inArray(dataIssues.subject, [...new Set(checked.places.map((place) => place.subject))]),
        inArray(dataIssues.scoreDate, [...new Set(checked.places.map((place) => place.scoreDate))]),
      ),
    );
  const known = new Map(stored.filter((row) => places.has(placeKey(row))).map((row) => [issueKey(row), row]));
  const opening: (typeof dataIssues.$inferInsert)[] = [];
  for (const issue of found) {
    const row = known.get(issueKey(issue));
    known.delete(issueKey(issue));
    if (row === undefined) {
      opening.push({ siteId, employeeId: null, identityId: null, ...issue, status: 'open', openedAt: now });
      continue;
    }
    const isSame = isSameDetails(row.details, issue.details);
    const isSettledByPerson = row.status === 'resolved' && row.resolvedBy !== RESOLVED_BY_SYSTEM;
    if (isSame && (row.status === 'open' || isSettledByPerson)) continue;
    settled.changed += 1;
    await tx
      .update(dataIssues)
      .set({
        details: issue.details,
        ...(row.status === 'open' ? {} : { status: 'open', openedAt: now, resolvedAt: null, resolvedBy: null }),
      })
      .where(eq(dataIssues.id, row.id));
  }
  if (opening.length > 0) await tx.insert(dataIssues).values(opening);
  settled.opened = opening.length;
  const over = [...known.values()].filter((row) => row.status === 'open').map((row) => row.id);
  if (over.length > 0) {
    await tx
      .update(dataIssues)
      .set({ status: 'resolved', resolvedAt: now, resolvedBy: RESOLVED_BY_SYSTEM })
      .where(inArray(dataIssues.id, over));
  }
  settled.resolved = over.length;
  return settled;
}

export type IssueDecision = { siteId: number; issueId: number; actor: Actor; now: EpochSeconds };

/**
 * A person settles an issue with a note; it stays so until its facts change (domain.md 10). Audited. Throws NOT_FOUND,
 * CONFLICT when it is resolved already.
 */
export async function resolveIssue(db: Db, input: IssueDecision & { note: string }): Promise<void> {
  await decide(db, input, 'issue.resolve', (row) => {
    if (row.status === 'resolved') throw new AppError('CONFLICT', 'The issue is already resolved.');
    return { status: 'resolved', resolvedAt: input.now, resolvedBy: input.actor.id, note: input.note };
  });
}

/**
 * Takes a person's decision back. Audited. Throws NOT_FOUND, CONFLICT when it is open or was closed because its cause is
 * gone.
 */
export async function reopenIssue(db: Db, input: IssueDecision): Promise<void> {
  await decide(db, input, 'issue.reopen', (row) => {
    if (row.status === 'open') throw new AppError('CONFLICT', 'The issue is open.');
    if (row.resolvedBy === RESOLVED_BY_SYSTEM) {
      throw new AppError('CONFLICT', 'The cause of the issue is gone; it opens again by itself when it comes back.');
    }
    return { status: 'open', openedAt: input.now, resolvedAt: null, resolvedBy: null };
  });
}

type IssueRow = typeof dataIssues.$inferSelect;
type IssueChange = Partial<Pick<IssueRow, 'status' | 'openedAt' | 'resolvedAt' | 'resolvedBy' | 'note'>>;

async function decide(
  db: Db,
  { siteId, issueId, actor, now }: IssueDecision,
  action: string,
  change: (row: IssueRow) => IssueChange,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const isThis = and(eq(dataIssues.siteId, siteId), eq(dataIssues.id, issueId));
    const [row] = await tx.select().from(dataIssues).where(isThis).for('update');
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such issue at this site.');
    const after = change(row);
    await tx.update(dataIssues).set(after).where(isThis);
    const before = Object.fromEntries(Object.keys(after).map((name) => [name, Reflect.get(row, name)]));
    await writeAudit(tx, [
      { siteId, at: now, actor, action, entity: 'issue', entityId: issueId, before, after: { ...after } },
    ]);
  });
}

function placeKey(place: { subject: string; scoreDate: IsoDay }): string {
  return `${place.scoreDate}|${place.subject}`;
}

function issueKey(issue: { kind: string; subject: string; scoreDate: IsoDay }): string {
  return `${issue.kind}|${placeKey(issue)}`;
}
