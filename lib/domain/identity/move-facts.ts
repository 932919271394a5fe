import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { activityLogs } from '@/lib/db/schema/activity-logs';
import { clockBreaks } from '@/lib/db/schema/clock-breaks';
import { clockTimes } from '@/lib/db/schema/clock-times';
import { employeeIdentities } from '@/lib/db/schema/employee-identities';
import { requestActivityScores } from '@/lib/domain/activities/request-activity-scores';
import { refreshBreakMinutes } from '@/lib/domain/clock/refresh-break-minutes';
import { settleIssues } from '@/lib/domain/issues/mutations';
import { requestScores } from '@/lib/domain/scoring/request-scores';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayOf, daysFromTo } from '@/lib/platform/time/business-day';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { chooseAttributed } from './rules';

/** Whose the facts of an identity are; ignored ones count nowhere, not even as unmapped. */
type Holder = { employeeId: number | null; isIgnored: boolean };

export type MoveFacts = {
  site: Site;
  identityId: number;
  from: Holder;
  to: Holder;
  reason: string;
  now: EpochSeconds;
  /** Writes the new state of the identity, between taking the facts away and giving them. */
  writeDecision: () => Promise<unknown>;
};

/** What was moved. `setAside`: clock periods that contradict another of the new person and wait without one. */
export type MovedFacts = {
  activities: number;
  clockTimes: number;
  clockBreaks: number;
  setAside: number;
  firstWindowStart: EpochSeconds | null;
};

type Period = {
  id: number;
  identityId: number;
  employeeId: number | null;
  source: string;
  clockIn: EpochSeconds;
  clockOut: EpochSeconds | null;
};

const periodColumns = {
  id: clockTimes.id,
  identityId: clockTimes.identityId,
  employeeId: clockTimes.employeeId,
  source: clockTimes.source,
  clockIn: clockTimes.clockIn,
  clockOut: clockTimes.clockOut,
};

/** A clock period can move other facts of its person this many days away (domain.md 3, Edits). */
const DAYS_AROUND_A_PERIOD = 2;
const IDS_PER_STATEMENT = 5_000;

/**
 * Moves all facts of an identity from one holder to another, in the caller's transaction, and asks for the scores of
 * every person-day that changes. The caller holds the identity's row and both people's rows.
 */
export async function moveFacts(tx: Transaction, input: MoveFacts): Promise<MovedFacts> {
  const { site, identityId, from, to, reason, now } = input;
  const ofIdentity = <T extends typeof activityLogs | typeof clockTimes | typeof clockBreaks>(table: T) =>
    and(eq(table.siteId, site.id), eq(table.identityId, identityId));
  const windows = await tx
    .select({ windowStart: activityLogs.windowStart })
    .from(activityLogs)
    .where(ofIdentity(activityLogs));
  const periods = await tx.select(periodColumns).from(clockTimes).where(ofIdentity(clockTimes));
  const breaks = await tx
    .select({ start: clockBreaks.breakStart, end: clockBreaks.breakEnd })
    .from(clockBreaks)
    .where(ofIdentity(clockBreaks));
  const requestWindows = async (holder: Holder) => {
    if (holder.isIgnored) return;
    const touched = windows.map(({ windowStart }) => ({ employeeId: holder.employeeId, windowStart }));
    await requestActivityScores(tx, site, touched, reason, now);
  };

  await requestWindows(from);
  if (from.employeeId !== null && periods.length > 0) {
    await tx.update(clockTimes).set({ employeeId: null, updatedAt: now }).where(ofIdentity(clockTimes));
  }
  await input.writeDecision();
  if (windows.length > 0) {
    await tx.update(activityLogs).set({ employeeId: to.employeeId }).where(ofIdentity(activityLogs));
  }
  if (breaks.length > 0) {
    await tx.update(clockBreaks).set({ employeeId: to.employeeId, updatedAt: now }).where(ofIdentity(clockBreaks));
  }
  let setAside = 0;
  if (periods.length > 0) {
    const freed = await settlePeriods(tx, site, from.employeeId, periods, now);
    const taken = await settlePeriods(tx, site, to.employeeId, periods, now);
    setAside = taken.overlapping.filter((period) => period.identityId === identityId).length;
    await raiseOverlaps(tx, site, [...periods, ...freed.changed, ...taken.changed], taken.overlapping, now);
    const spans = [...periods, ...freed.changed, ...taken.changed].map(spanOf);
    await requestDaysAround(tx, site, [from, to], spans, reason, now);
  }
  await requestDaysAround(tx, site, [from, to], breaks, reason, now);
  const clockFacts = [...periods.map(spanOf), ...breaks];
  if (clockFacts.length > 0) {
    const start = Math.min(...clockFacts.map((fact) => fact.start));
    const end = Math.max(...clockFacts.map((fact) => fact.end ?? fact.start));
    const touched = [from, to].map(({ employeeId }) => ({ employeeId, identityId, start, end }));
    await refreshBreakMinutes(tx, site.id, touched, now);
  }
  await requestWindows(to);
  return {
    activities: windows.length,
    clockTimes: periods.length,
    clockBreaks: breaks.length,
    setAside,
    firstWindowStart: windows.length === 0 ? null : Math.min(...windows.map((one) => one.windowStart)),
  };
}

/**
 * Decides anew which of a person's periods that begin with one of `moved` count, and writes it. Nothing for nobody.
 * Losers are written before winners, since a person has one period per clock-in.
 */
async function settlePeriods(
  tx: Transaction,
  site: Site,
  employeeId: number | null,
  moved: readonly Period[],
  now: EpochSeconds,
): Promise<{ changed: Period[]; overlapping: Period[] }> {
  if (employeeId === null) return { changed: [], overlapping: [] };
  const clockIns = new Set(moved.map((period) => period.clockIn));
  const ofPerson = await tx
    .select(periodColumns)
    .from(clockTimes)
    .innerJoin(
      employeeIdentities,
      and(eq(employeeIdentities.siteId, clockTimes.siteId), eq(employeeIdentities.id, clockTimes.identityId)),
    )
    .where(
      and(
        eq(clockTimes.siteId, site.id),
        eq(employeeIdentities.employeeId, employeeId),
        eq(employeeIdentities.status, 'verified'),
      ),
    );
  const rivals = ofPerson.filter((period) => clockIns.has(period.clockIn));
  const { attributed, setAside, overlapping } = chooseAttributed(rivals);
  const losing = setAside.filter((period) => period.employeeId !== null);
  const gaining = attributed.filter((period) => period.employeeId === null);
  const write = async (ids: number[], to: number | null) => {
    for (let at = 0; at < ids.length; at += IDS_PER_STATEMENT) {
      const part = ids.slice(at, at + IDS_PER_STATEMENT);
      await tx.update(clockTimes).set({ employeeId: to, updatedAt: now }).where(inArray(clockTimes.id, part));
    }
  };
  await write(
    losing.map((period) => period.id),
    null,
  );
  await write(
    gaining.map((period) => period.id),
    employeeId,
  );
  return { changed: [...losing, ...gaining], overlapping };
}

/** One `overlap` issue per period that lost to another of the same source, closed when it no longer does. */
async function raiseOverlaps(
  tx: Transaction,
  site: Site,
  looked: readonly Period[],
  overlapping: readonly Period[],
  now: EpochSeconds,
): Promise<void> {
  const placeOf = (period: Period) => ({
    subject: `period:${period.id}`,
    scoreDate: businessDayOf(site, period.clockIn),
  });
  await settleIssues(tx, {
    siteId: site.id,
    checked: { kinds: ['overlap'], places: [...looked, ...overlapping].map(placeOf) },
    found: overlapping.map((period) => ({
      kind: 'overlap',
      ...placeOf(period),
      identityId: period.identityId,
      details: { clockTimeId: period.id, clockIn: toIsoInstant(period.clockIn) },
    })),
    now,
  });
}

function spanOf(period: Period): { start: EpochSeconds; end: EpochSeconds | null } {
  return { start: period.clockIn, end: period.clockOut };
}

async function requestDaysAround(
  tx: Transaction,
  site: Site,
  holders: readonly Holder[],
  spans: readonly { start: EpochSeconds; end: EpochSeconds | null }[],
  reason: string,
  now: EpochSeconds,
): Promise<void> {
  const longest = site.settings.maxOpenHours * 3600;
  const days = new Set<IsoDay>(
    spans.flatMap(({ start, end }) =>
      daysFromTo(
        addDays(businessDayOf(site, start), -DAYS_AROUND_A_PERIOD),
        addDays(businessDayOf(site, Math.max(start, end ?? start + longest)), DAYS_AROUND_A_PERIOD),
      ),
    ),
  );
  const people = holders.flatMap(({ employeeId }) => (employeeId === null ? [] : [employeeId]));
  const requests = people.flatMap((employeeId) =>
    [...days].map((scoreDate) => ({ siteId: site.id, employeeId, scoreDate })),
  );
  await requestScores(tx, requests, reason, now);
}
