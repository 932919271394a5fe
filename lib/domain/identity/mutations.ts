import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { employees } from '@/lib/db/schema/employees';
import { closeUnmappedIssue, raiseUnmappedIssues, unmappedSubject } from '@/lib/domain/activities/unmapped-issues';
import { getSites } from '@/lib/domain/sites/queries/get-sites';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { moveFacts } from './move-facts';
import { getAutoLinks } from './queries/get-auto-links';
import { identitySimilarity } from './rules';

type Decision = { siteId: number; identityId: number; actor: Actor; now: EpochSeconds };
type IdentityRow = typeof employeeIdentities.$inferSelect;
type Target = { status: 'verified'; employeeId: number } | { status: 'unmapped' | 'ignored'; employeeId: null };

const AUTO_LINK: Actor = { type: 'system', id: 'auto-link' };
const CONNECTEAM = 'connecteam';

/**
 * Links an identity to a person, or moves it from another (domain.md 11): all its windows, clock periods and breaks, also
 * past ones, go to the person, and the days of both people are rescored. Audited; the same link again changes nothing.
 * Throws NOT_FOUND when identity or person is not of this site.
 */
export async function linkIdentity(tx: Transaction, input: Decision & { employeeId: number }): Promise<void> {
  await decide(tx, input, 'identity.link', { status: 'verified', employeeId: input.employeeId });
}

/**
 * Takes an identity off its person, or off the ignored ones: its facts wait unmapped again. The person is remembered as
 * refused for it when a person decided so. Audited. Throws NOT_FOUND when the identity is not of this site.
 */
export async function unlinkIdentity(tx: Transaction, input: Decision): Promise<void> {
  await decide(tx, input, 'identity.unlink', { status: 'unmapped', employeeId: null });
}

/**
 * Marks an identity as one that counts nowhere, e.g. a system account (domain.md 3). Undone with {@link unlinkIdentity}
 * or {@link linkIdentity}. Audited. Throws NOT_FOUND when the identity is not of this site.
 */
export async function ignoreIdentity(tx: Transaction, input: Decision): Promise<void> {
  await decide(tx, input, 'identity.ignore', { status: 'ignored', employeeId: null });
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

async function decide(tx: Transaction, input: Decision, action: string, target: Target): Promise<void> {
  const { siteId, identityId, actor, now } = input;
  const site = await requireSite(tx, siteId);
  const [before] = await tx
    .select()
    .from(employeeIdentities)
    .where(and(eq(employeeIdentities.siteId, siteId), eq(employeeIdentities.id, identityId)))
    .for('update');
  if (before === undefined) throw new AppError('NOT_FOUND', 'There is no such login at this site.');
  const from = before.status === 'verified' ? before.employeeId : null;
  if (before.status === target.status && from === target.employeeId) return;
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
        verifiedBy: person === undefined ? null : actor.id,
        verifiedAt: person === undefined ? null : now,
        ...(byPerson ? { touchedAt: now } : {}),
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
  if (byPerson) await rememberRefusal(tx, identityId, from, target.employeeId, actor, now);
  if (before.source === CONNECTEAM) await deriveConnecteamUserIds(tx, people, now);
  if (target.status === 'unmapped' && moved.firstWindowStart !== null) {
    const day = businessDayOf(site, moved.firstWindowStart);
    await raiseUnmappedIssues(tx, siteId, [{ identityId, day }], now);
  } else {
    await closeUnmappedIssue(tx, siteId, 'unmapped_identity', unmappedSubject({ identityId }), now);
  }
  const { firstWindowStart: _, ...counts } = moved;
  await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor,
      action,
      entity: 'identity',
      entityId: identityId,
      before: { status: before.status, employeeId: before.employeeId },
      after: { ...target, ...counts },
    },
  ]);
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
async function rememberRefusal(
  tx: Transaction,
  identityId: number,
  from: number | null,
  to: number | null,
  actor: Actor,
  now: EpochSeconds,
): Promise<void> {
  if (to !== null) {
    await tx
      .delete(identityRejections)
      .where(and(eq(identityRejections.identityId, identityId), eq(identityRejections.employeeId, to)));
  }
  if (from !== null) {
    await tx
      .insert(identityRejections)
      .values({ identityId, employeeId: from, rejectedBy: actor.id, rejectedAt: now })
      .onDuplicateKeyUpdate({ set: { identityId: sql`${identityRejections.identityId}` } });
  }
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
