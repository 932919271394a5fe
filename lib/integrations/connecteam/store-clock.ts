import { inTransaction, type Transaction } from '@/lib/db/client';
import { isDuplicateKey } from '@/lib/db/errors';
import { applyClockChanges, type ClockChanges, isEmptyChange } from '@/lib/domain/clock/mutations';
import { getBreaksBySourceId } from '@/lib/domain/clock/queries/get-breaks-by-source-id';
import { getBreaksStartingIn } from '@/lib/domain/clock/queries/get-breaks-starting-in';
import { getPeriodsBySourceId } from '@/lib/domain/clock/queries/get-periods-by-source-id';
import { getPeriodsStartingIn } from '@/lib/domain/clock/queries/get-periods-starting-in';
import { settleIssues } from '@/lib/domain/issues/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { businessDayOf, type InstantRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { ClockAnswer } from './activities';
import { lockPeople, touchPeople } from './people';
import {
  type Comparison,
  compareWithStored,
  countAbsent,
  type Finding,
  type PlanInput,
  planClockChanges,
} from './plan';
import type { RunContext } from './run-context';
import { settleFindings } from './settle-findings';
import { CONNECTEAM_SOURCE } from './source';
import { isShortAnswerConfirmed, noteFullAnswer } from './suspicion';

export type StoreInput = {
  clock: { clockId: number; name: string; isArchived: boolean };
  /** Whether `clock` comes from a list read in this run: only then is it known not to be archived. */
  isClockFresh: boolean;
  answer: ClockAnswer;
  /** A stored row that starts in one of these lies inside the asked range by a full day at each end. */
  ranges: readonly InstantRange[];
  paidByBreakType: ReadonlyMap<string, boolean>;
  now: EpochSeconds;
};

/** Where to store; `job` is the name that score requests and audit events carry. */
type StoreContext = Pick<RunContext, 'db' | 'site' | 'run' | 'job'>;

export type StoredAnswer = {
  changes: ClockChanges;
  scoreRequests: number;
  findings: Finding[];
  comparison: Comparison;
  /** The answer was too short to be believed: nothing was removed. */
  isDoubted: boolean;
  /** Rows would go if the clock were known not to be archived: read the list of clocks and store again. */
  needsFreshClock: boolean;
};

const TRIES = 3;

/**
 * Stores one read of one time clock in one transaction: facts, identities, issues and score requests together
 * (sync.md, Windows and deletion). The same answer again writes nothing.
 */
export async function storeClockAnswer(context: StoreContext, input: StoreInput): Promise<StoredAnswer> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(context.db, (tx) => storeInTransaction(tx, context, input));
    } catch (error) {
      // Another writer took the same person and clock-in meanwhile: look again and decide between the two.
      if (!isDuplicateKey(error) || tries >= TRIES) throw error;
    }
  }
}

async function storeInTransaction(tx: Transaction, context: StoreContext, input: StoreInput): Promise<StoredAnswer> {
  const { site, run, job } = context;
  const { clock, answer, ranges, now } = input;
  await run.hold(tx);
  const rows = [...answer.shifts.values(), ...answer.breaks.values()];
  const withRows = new Set(rows.map((row) => row.userId));
  const people = await lockPeople(tx, site.id, new Set([...answer.listedUserIds, ...withRows]), withRows, now);
  const plan: PlanInput = {
    answer,
    people,
    paidByBreakType: input.paidByBreakType,
    ...(await storedRows(tx, site.id, input)),
    ranges,
    mayBelieveAbsence: !clock.isArchived && answer.unreadable.count === 0,
  };
  const comparison = compareWithStored(plan);
  const isDoubted = comparison.isSuspicious && !(await isConfirmed(tx, site, input, comparison));
  const subject = subjectOf(clock.clockId);
  if (!comparison.isSuspicious && plan.mayBelieveAbsence) {
    await noteFullAnswer(tx, { site, subject, about: aboutOf(clock), ranges, now });
  }
  const believesAbsence = !isDoubted && input.isClockFresh;
  const needsFreshClock = !isDoubted && !input.isClockFresh && plan.mayBelieveAbsence && countAbsent(plan) > 0;
  const { changes, findings } = planClockChanges(plan, believesAbsence);
  const actor: Actor = { type: 'system', id: job };
  const scoreRequests = await applyClockChanges(tx, {
    site,
    source: CONNECTEAM_SOURCE,
    changes,
    actor,
    reason: job,
    now,
  });
  await closeSetAsideIssues(tx, site, changes, now);
  if (!isEmptyChange(changes)) await touchPeople(tx, site.id, changedUsers(changes, people), now);
  const listedIdentityIds = [...answer.listedUserIds].flatMap((userId) => people.get(userId)?.identityId ?? []);
  await settleFindings(tx, {
    site,
    answer,
    findings,
    ranges,
    judgedIdentityIds: new Set(plan.mayBelieveAbsence && !isDoubted ? listedIdentityIds : []),
    now,
  });
  return { changes, scoreRequests, findings, comparison, isDoubted, needsFreshClock };
}

/** Everything stored that the answer could concern: around its times, and by its ids. */
async function storedRows(
  tx: Transaction,
  siteId: number,
  { answer, ranges }: StoreInput,
): Promise<Pick<PlanInput, 'periods' | 'breaks'>> {
  const shifts = [...answer.shifts.values()];
  const manualBreaks = [...answer.breaks.values()];
  const starts = [
    ...ranges.flatMap((range) => [range.start, range.end]),
    ...shifts.map((one) => one.clockIn),
    ...manualBreaks.map((one) => one.breakStart),
  ];
  const from = starts.reduce((a, b) => Math.min(a, b));
  const to = starts.reduce((a, b) => Math.max(a, b));
  const periods = await getPeriodsStartingIn(tx, siteId, from, to);
  const breaks = await getBreaksStartingIn(tx, siteId, from, to);
  const periodIds = new Set(periods.map((row) => row.sourceShiftId));
  const breakIds = new Set(breaks.map((row) => row.sourceBreakId));
  const otherShifts = shifts.filter((one) => !periodIds.has(one.id)).map((one) => one.id);
  const otherBreaks = manualBreaks.filter((one) => !breakIds.has(one.id)).map((one) => one.id);
  return {
    periods: [...periods, ...(await getPeriodsBySourceId(tx, siteId, CONNECTEAM_SOURCE, otherShifts))],
    breaks: [...breaks, ...(await getBreaksBySourceId(tx, siteId, CONNECTEAM_SOURCE, otherBreaks))],
  };
}

function isConfirmed(
  tx: Transaction,
  site: Site,
  { clock, now }: StoreInput,
  comparison: Comparison,
): Promise<boolean> {
  const starts = comparison.missing.map((row) => row.clockIn);
  return isShortAnswerConfirmed(tx, {
    site,
    subject: subjectOf(clock.clockId),
    about: aboutOf(clock),
    short: {
      stored: comparison.storedShifts,
      answered: comparison.answeredShifts,
      missing: comparison.missing.length,
      fingerprint: comparison.fingerprint,
      missingFrom: Math.min(...starts),
      missingTo: Math.max(...starts),
    },
    now,
  });
}

function changedUsers(changes: ClockChanges, people: ReadonlyMap<number, { identityId: number }>): number[] {
  const facts = [
    ...changes.insertPeriods,
    ...changes.insertBreaks,
    ...changes.updatePeriods.map((one) => one.fact),
    ...changes.updateBreaks.map((one) => one.fact),
  ];
  const identityIds = new Set(facts.map((fact) => fact.identityId));
  return [...people].filter(([, person]) => identityIds.has(person.identityId)).map(([userId]) => userId);
}

/**
 * Linking an identity sets a period aside that contradicts another of its person, with an issue about the row. Once the
 * row goes or counts, that issue is over: a contradiction that lasts is one of this read's findings.
 */
async function closeSetAsideIssues(
  tx: Transaction,
  site: Site,
  changes: ClockChanges,
  now: EpochSeconds,
): Promise<void> {
  const rows = [...changes.removePeriods, ...changes.updatePeriods.map((update) => update.stored)];
  const places = rows
    .filter((row) => row.employeeId === null)
    .map((row) => ({ subject: `period:${row.id}`, scoreDate: businessDayOf(site, row.clockIn) }));
  await settleIssues(tx, { siteId: site.id, checked: { kinds: ['overlap'], places }, found: [], now });
}

function subjectOf(clockId: number): string {
  return `clock:${clockId}`;
}

function aboutOf(clock: StoreInput['clock']): string {
  return `Connecteam time clock "${clock.name}"`;
}
