import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { closeUnmappedIssue, raiseUnmappedIssues, unmappedSubject } from '@/lib/domain/activities/unmapped-issues';
import { getSites } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import { moveFacts } from './move-facts';
import { getAutoLinks } from './queries/get-auto-links';
import { identitySimilarity } from './rules';

type Decision = { siteId: number; identityId: number; actor: Actor; now: EpochSeconds };
type IdentityRow = typeof employeeIdentities.$inferSelect;
type Target = { status: 'verified'; employeeId: number } | { status: IdentityRow['status']; employeeId: null };

/** How an identity stood, as its audit events tell it: what an undo goes back to. */
export type IdentityState = {
  status: IdentityRow['status'];
  employeeId: number | null;
  verifiedBy: string | null;
  verifiedAt: EpochSeconds | null;
  /** When a person had last decided about it. */
  touchedAt: EpochSeconds | null;
};

/** Who is refused for an identity, before and after a change. */
type RefusedChange = { before: readonly number[]; after: readonly number[] };

const AUTO_LINK: Actor = { type: 'system', id: 'auto-link' };
const CONNECTEAM = 'connecteam';

/**
 * Links an identity to a person, or moves it from another (domain.md 11): all its windows, clock periods and breaks, also
 * past ones, go to the person, and the days of both people are rescored. Audited; the same link again changes nothing.
 * Returns the id of the audit event, null when nothing changed. Throws NOT_FOUND when identity or person is not of this
 * site.
 */
export async function linkIdentity(tx: Transaction, input: Decision & { employeeId: number }): Promise<number | null> {
  return decide(tx, input, 'identity.link', { status: 'verified', employeeId: input.employeeId });
}

/**
 * Takes an identity off its person, or off the ignored ones: its facts wait unmapped again. The person is remembered as
 * refused for it when a person decided so. Audited. Throws NOT_FOUND when the identity is not of this site.
 */
export async function unlinkIdentity(tx: Transaction, input: Decision): Promise<number | null> {
  return decide(tx, input, 'identity.unlink', { status: 'unmapped', employeeId: null });
}

/**
 * Marks an identity as one that counts nowhere, e.g. a system account (domain.md 3). Undone with {@link unlinkIdentity}
 * or {@link linkIdentity}. Audited. Throws NOT_FOUND when the identity is not of this site.
 */
export async function ignoreIdentity(tx: Transaction, input: Decision): Promise<number | null> {
  return decide(tx, input, 'identity.ignore', { status: 'ignored', employeeId: null });
}

/**
 * Remembers that a person is not the one behind an identity, so that they are never suggested for it again. Facts stay
 * where they are. Audited. Returns the id of the audit event, null when they were refused already. Throws NOT_FOUND.
 */
export async function rejectPerson(tx: Transaction, input: Decision & { employeeId: number }): Promise<number | null> {
  const { siteId, identityId, employeeId, actor, now } = input;
  const { touchedAt } = await lockIdentity(tx, siteId, identityId);
  if ((await lockPeople(tx, siteId, [employeeId])).length === 0) {
    throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  }
  const before = await getRefused(tx, identityId);
  if (before.includes(employeeId)) return null;
  const refused = [...before, employeeId].sort((a, b) => a - b);
  await writeRefused(tx, identityId, refused, actor, now);
  await tx.update(employeeIdentities).set({ touchedAt: now }).where(eq(employeeIdentities.id, identityId));
  const entry = { siteId, at: now, actor, action: 'identity.reject', entity: 'identity', entityId: identityId };
  const stood = { refused: before, touchedAt: toIsoInstantOrNull(touchedAt) };
  const [changeId] = await writeAudit(tx, [{ ...entry, before: stood, after: { refused, employeeId } }]);
  return changeId ?? null;
}

/**
 * Takes back that a person was refused for an identity. Audited. Returns the id of the audit event, null when they are not
 * refused. Throws NOT_FOUND.
 */
export async function unrejectPerson(
  tx: Transaction,
  input: Decision & { employeeId: number; touchedAt: EpochSeconds | null; undoes: number },
): Promise<number | null> {
  const { siteId, identityId, employeeId, actor, now, undoes } = input;
  await lockIdentity(tx, siteId, identityId);
  const before = await getRefused(tx, identityId);
  if (!before.includes(employeeId)) return null;
  const refused = before.filter((one) => one !== employeeId);
  await writeRefused(tx, identityId, refused, actor, now);
  const touchedAt = input.touchedAt ?? now;
  await tx.update(employeeIdentities).set({ touchedAt }).where(eq(employeeIdentities.id, identityId));
  const entry = { siteId, at: now, actor, action: 'identity.unreject', entity: 'identity', entityId: identityId };
  const after = { refused, employeeId, undoes };
  const [changeId] = await writeAudit(tx, [{ ...entry, before: { refused: before }, after }]);
  return changeId ?? null;
}

/**
 * Puts an identity back to how it stood before the audited change `undoes`: link, author and time of the link, and who
 * was refused for it; its facts move back and are rescored. Audited as a change of its own. Returns its id.
 */
export async function restoreIdentity(
  tx: Transaction,
  input: Decision & { to: IdentityState; refused: RefusedChange; undoes: number },
): Promise<number | null> {
  const { to, refused, undoes } = input;
  const target: Target =
    to.status === 'verified' && to.employeeId !== null
      ? { status: 'verified', employeeId: to.employeeId }
      : { status: to.status, employeeId: null };
  return decide(tx, input, 'identity.undo', target, { state: to, refused, undoes });
}

/**
 * Links Connecteam users to the one person with the identical email, unless the site turned that off (sync.md, People):
 * one to one, both unarchived, nobody ever decided about the identity or refused the person. Returns how many were linked.
 */
export async function autoLinkByEmail(tx: Transaction, input: { siteId: number; now: EpochSeconds }): Promise<number> {
  const site = await requireSite(tx, input.siteId);
  if (!site.settings.autoLinkEmail) return 0;
  const links = await getAutoLinks(tx, site.id);
  for (const link of links) await linkIdentity(tx, { ...input, ...link, actor: AUTO_LINK });
  return links.length;
}

async function decide(
  tx: Transaction,
  input: Decision,
  action: string,
  target: Target,
  restored?: { state: IdentityState; refused: RefusedChange; undoes: number },
): Promise<number | null> {
  const { siteId, identityId, actor, now } = input;
  const site = await requireSite(tx, siteId);
  const before = await lockIdentity(tx, siteId, identityId);
  const from = before.status === 'verified' ? before.employeeId : null;
  if (restored === undefined && before.status === target.status && from === target.employeeId) return null;
  const refusedBefore = await getRefused(tx, identityId);
  const people = await lockPeople(tx, siteId, [from, target.employeeId]);
  const person = people.find((one) => one.id === target.employeeId);
  if (target.employeeId !== null && person === undefined) {
    throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  }

  const byPerson = actor.type !== 'system';
  const writeDecision = () =>
    tx
      .update(employeeIdentities)
      .set({
        employeeId: target.employeeId,
        status: target.status,
        similarity: person === undefined ? null : similarityOf(before, person).toFixed(4),
        verifiedBy: person === undefined ? null : restored === undefined ? actor.id : restored.state.verifiedBy,
        verifiedAt: person === undefined ? null : restored === undefined ? now : restored.state.verifiedAt,
        ...(byPerson ? { touchedAt: restored?.state.touchedAt ?? now } : {}),
      })
      .where(eq(employeeIdentities.id, identityId));
  const moved = await moveFacts(tx, {
    site,
    identityId,
    from: { employeeId: from, isIgnored: before.status === 'ignored' },
    to: { employeeId: target.employeeId, isIgnored: target.status === 'ignored' },
    reason: action,
    now,
    writeDecision,
  });
  const refused =
    restored !== undefined
      ? refusedWithout(refusedBefore, restored.refused)
      : byPerson
        ? refusedAfter(refusedBefore, from, target.employeeId)
        : refusedBefore;
  await writeRefused(tx, identityId, refused, actor, now);
  if (before.source === CONNECTEAM) await deriveConnecteamUserIds(tx, people, now);
  if (target.status === 'unmapped' && moved.firstWindowStart !== null) {
    const day = businessDayOf(site, moved.firstWindowStart);
    await raiseUnmappedIssues(tx, siteId, [{ identityId, day }], now);
  } else {
    await closeUnmappedIssue(tx, siteId, 'unmapped_identity', unmappedSubject({ identityId }), now);
  }
  const { firstWindowStart: _, ...counts } = moved;
  const stood = {
    status: before.status,
    employeeId: before.employeeId,
    verifiedBy: before.verifiedBy,
    verifiedAt: toIsoInstantOrNull(before.verifiedAt),
    touchedAt: toIsoInstantOrNull(before.touchedAt),
    refused: refusedBefore,
  };
  const [changeId] = await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor,
      action,
      entity: 'identity',
      entityId: identityId,
      before: stood,
      after: { ...target, ...counts, refused, ...(restored === undefined ? {} : { undoes: restored.undoes }) },
    },
  ]);
  return changeId ?? null;
}

/** The row of an identity, held to the end of the transaction. Throws NOT_FOUND. */
export async function lockIdentity(tx: Transaction, siteId: number, identityId: number): Promise<IdentityRow> {
  const [row] = await tx
    .select()
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.id, identityId)))
    .for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such login at this site.');
  return row;
}

async function requireSite(tx: Transaction, siteId: number): Promise<Site> {
  const site = (await getSites(tx)).find((one) => one.id === siteId);
  if (site === undefined) throw new AppError('NOT_FOUND', `There is no site with the id ${siteId}.`);
  return site;
}

/** Held to the end, so that two identities of one person are never moved at once. */
async function lockPeople(tx: Transaction, siteId: number, ids: (number | null)[]) {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return [];
  return tx
    .select()
    .from(employees)
    .where(and(eq(employees.siteId, siteId), inArray(employees.id, wanted)))
    .orderBy(asc(employees.id))
    .for('update');
}

function similarityOf(identity: IdentityRow, person: { name: string }): number {
  return identitySimilarity({ name: identity.externalName, email: identity.externalEmail }, person);
}

/** Who a person took off an identity is never suggested for it by itself again; linking anew forgives. */
function refusedAfter(before: readonly number[], from: number | null, to: number | null): number[] {
  const refused = new Set(before);
  if (to !== null) refused.delete(to);
  if (from !== null) refused.add(from);
  return [...refused].sort((a, b) => a - b);
}

/** Those who are refused now, as if the change had never been; what others decided since stays. */
function refusedWithout(now: readonly number[], { before, after }: RefusedChange): number[] {
  const refused = new Set([...now.filter((one) => !after.includes(one) || before.includes(one)), ...before]);
  // Who was forgiven since stays forgiven.
  for (const one of before) if (after.includes(one) && !now.includes(one)) refused.delete(one);
  return [...refused].sort((a, b) => a - b);
}

async function getRefused(tx: Transaction, identityId: number): Promise<number[]> {
  const rows = await tx
    .select({ employeeId: identityRejections.employeeId })
    .from(identityRejections)
    .where(eq(identityRejections.identityId, identityId))
    .orderBy(asc(identityRejections.employeeId));
  return rows.map(({ employeeId }) => employeeId);
}

/** Makes exactly these people the refused ones; who was before keeps author and time. */
async function writeRefused(
  tx: Transaction,
  identityId: number,
  refused: readonly number[],
  actor: Actor,
  now: EpochSeconds,
): Promise<void> {
  const ofIdentity = eq(identityRejections.identityId, identityId);
  const isKept = refused.length === 0 ? undefined : notInArray(identityRejections.employeeId, [...refused]);
  await tx.delete(identityRejections).where(and(ofIdentity, isKept));
  if (refused.length === 0) return;
  await tx
    .insert(identityRejections)
    .values(refused.map((employeeId) => ({ identityId, employeeId, rejectedBy: actor.id, rejectedAt: now })))
    .onDuplicateKeyUpdate({ set: { identityId: sql`${identityRejections.identityId}` } });
}

/** `employees.connecteam_user_id`: the first verified Connecteam identity (sync.md, People). */
async function deriveConnecteamUserIds(
  tx: Transaction,
  people: { id: number; siteId: number; connecteamUserId: number | null }[],
  now: EpochSeconds,
): Promise<void> {
  for (const person of people) {
    const [first] = await tx
      .select({ externalId: employeeIdentities.externalId })
      .from(employeeIdentities)
      .where(
        and(
          eq(employeeIdentities.siteId, person.siteId),
          eq(employeeIdentities.employeeId, person.id),
          eq(employeeIdentities.status, 'verified'),
          eq(employeeIdentities.source, CONNECTEAM),
        ),
      )
      .orderBy(asc(employeeIdentities.verifiedAt), asc(employeeIdentities.id))
      .limit(1);
    const connecteamUserId =
      first === undefined || !/^\d{1,15}$/.test(first.externalId) ? null : Number(first.externalId);
    if (connecteamUserId === person.connecteamUserId) continue;
    await tx.update(employees).set({ connecteamUserId, updatedAt: now }).where(eq(employees.id, person.id));
  }
}
