import { createHash } from 'node:crypto';
import type { BreakFact, ClockChanges, PeriodFact } from '@/lib/domain/clock/mutations';
import type { StoredBreak } from '@/lib/domain/clock/queries/get-breaks-starting-in';
import type { StoredPeriod } from '@/lib/domain/clock/queries/get-periods-starting-in';
import type { InstantRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { ClockAnswer, ReadBreak, ReadShift } from './activities';
import { CONNECTEAM_SOURCE } from './source';
import { isInRanges } from './window';

/** Who a Connecteam user is here. `employeeId` only when the link is verified. */
export type SyncedPerson = { identityId: number; employeeId: number | null };

export type PlanInput = {
  answer: ClockAnswer;
  /** By user id: everybody listed or with a row in the answer, as far as known here. */
  people: ReadonlyMap<number, SyncedPerson>;
  /** By id: whether breaks of the type are paid. */
  paidByBreakType: ReadonlyMap<string, boolean>;
  /** All stored rows, of all sources, around the answer's times, and those with an id of the answer. */
  periods: readonly StoredPeriod[];
  breaks: readonly StoredBreak[];
  /** A stored row that starts in one of these lies inside the asked range by a full day at each end. */
  ranges: readonly InstantRange[];
  /** False for archived clocks and reads with an error: then nothing is taken for gone. */
  mayBelieveAbsence: boolean;
};

/** Something of the answer that is not stored as it stands (sync.md, Contradictions; domain.md 3). */
export type Finding = {
  kind: 'bad_period' | 'overlap' | 'unknown_break_type';
  identityId: number;
  employeeId: number | null;
  clockId: number | null;
  sourceId: string;
  start: EpochSeconds;
  end: EpochSeconds | null;
  /** The period that is stored instead. */
  keptSourceId?: string;
  /** unknown_break_type: false when it was stored before, and so is an issue only if it was one already. */
  isNew?: boolean;
};

/** How the answer compares with what is stored (sync.md, Windows and deletion). */
export type Comparison = {
  storedShifts: number;
  answeredShifts: number;
  /** Stored shifts that the answer should have held. */
  missing: StoredPeriod[];
  /** True when the answer is too short to be believed without confirmation. */
  isSuspicious: boolean;
  /** The same for two answers that lack the same rows. */
  fingerprint: string;
};

export type ClockPlan = {
  changes: ClockChanges;
  findings: Finding[];
  comparison: Comparison;
};

/** From this many stored shifts up an answer can be suspiciously short. */
const FEWEST_STORED_SHIFTS = 3;

/** Compares the answer with the stored rows and counts what would go, without deciding to believe it. */
export function compareWithStored(input: PlanInput): Comparison {
  const { answer } = input;
  const listed = listedIdentities(input);
  const isInside = (instant: EpochSeconds) => isInRanges(input.ranges, instant);
  const own = input.periods.filter((row) => isOfClock(row, answer.clockId) && isInside(row.clockIn));
  const ofListed = own.filter((row) => listed.has(row.identityId));
  const answered = [...answer.shifts.values()].filter(
    (shift) => answer.listedUserIds.has(shift.userId) && isInside(shift.clockIn),
  );
  const isNobodyListed = answer.listedUserIds.size === 0 && answer.unreadable.count === 0;
  const judged = isNobodyListed ? own : ofListed;
  const started = startsOf(input);
  const missing = judged.filter(
    (row) => !isAnswered(answer, row.sourceShiftId) && !started.has(startKey(row.identityId, row.clockIn)),
  );
  return {
    storedShifts: judged.length,
    answeredShifts: answered.length,
    missing,
    isSuspicious:
      input.mayBelieveAbsence &&
      missing.length > 0 &&
      judged.length >= FEWEST_STORED_SHIFTS &&
      answered.length * 2 < judged.length,
    fingerprint: createHash('sha256')
      .update(
        missing
          .map((row) => row.sourceShiftId)
          .sort()
          .join('\n'),
      )
      .digest('hex')
      .slice(0, 32),
  };
}

/**
 * The smallest change that brings the stored rows of one clock in line with an answer: diffed by upstream id, absent
 * rows removed under the rule of sync.md, one period per person and clock-in. `believesAbsence` is the verdict on
 * {@link compareWithStored}. Depends on nothing else; the same input always gives the same plan.
 */
export function planClockChanges(input: PlanInput, believesAbsence: boolean): Omit<ClockPlan, 'comparison'> {
  const findings: Finding[] = [];
  const periods = planPeriods(input, believesAbsence, findings);
  const breaks = planBreaks(input, believesAbsence, findings);
  return { changes: { ...periods, ...breaks }, findings };
}

/** How many stored rows of listed people, inside the ranges, the answer does not hold. */
export function countAbsent(input: PlanInput): number {
  return absentPeriods(input, true).length + absentBreaks(input, true).length;
}

type PeriodChanges = Pick<ClockChanges, 'removePeriods' | 'updatePeriods' | 'insertPeriods'>;
type BreakChanges = Pick<ClockChanges, 'removeBreaks' | 'updateBreaks' | 'insertBreaks'>;
type Contender = { fact: PeriodFact; stored: StoredPeriod | undefined };

function planPeriods(input: PlanInput, believesAbsence: boolean, findings: Finding[]): PeriodChanges {
  const { answer, people } = input;
  const storedById = new Map(
    input.periods.filter((row) => row.source === CONNECTEAM_SOURCE).map((row) => [row.sourceShiftId, row]),
  );
  const removed = new Set<StoredPeriod>(absentPeriods(input, believesAbsence));
  const contenders = new Map<string, Contender[]>();
  const contend = (contender: Contender) => {
    const key = personStartKey(contender.fact);
    const rivals = contenders.get(key);
    if (rivals === undefined) contenders.set(key, [contender]);
    else rivals.push(contender);
  };
  for (const shift of answer.shifts.values()) {
    const person = personOf(people, shift.userId);
    const stored = storedById.get(shift.id);
    if (shift.clockOut !== null && shift.clockOut <= shift.clockIn) {
      if (stored !== undefined) removed.add(stored);
      findings.push(findingOf('bad_period', answer.clockId, person, shift, shift.clockIn, shift.clockOut));
      continue;
    }
    contend({ fact: periodFact(answer.clockId, shift, person), stored });
  }
  for (const row of input.periods) {
    const isInAnswer = row.source === CONNECTEAM_SOURCE && answer.shifts.has(row.sourceShiftId);
    if (isInAnswer || removed.has(row) || !contenders.has(personStartKey(row))) continue;
    contend({ fact: row, stored: row });
  }

  const changes: PeriodChanges = { removePeriods: [], updatePeriods: [], insertPeriods: [] };
  for (const rivals of contenders.values()) {
    const [kept, ...others] = rivals.sort(byPrecedence);
    if (kept === undefined) continue;
    for (const { fact, stored } of others) {
      if (stored !== undefined) removed.add(stored);
      // Another source's word against Connecteam's is no contradiction: Connecteam wins (domain.md 3).
      if (fact.source !== CONNECTEAM_SOURCE) continue;
      findings.push({
        ...findingOf('overlap', fact.sourceClockId, fact, { id: fact.sourceShiftId }, fact.clockIn, fact.clockOut),
        keptSourceId: kept.fact.sourceShiftId,
      });
    }
    if (kept.stored === undefined) changes.insertPeriods.push(kept.fact);
    else if (!isSamePeriod(kept.stored, kept.fact)) {
      changes.updatePeriods.push({ stored: kept.stored, fact: kept.fact });
    }
  }
  changes.removePeriods = [...removed];
  return changes;
}

function planBreaks(input: PlanInput, believesAbsence: boolean, findings: Finding[]): BreakChanges {
  const { answer, people, paidByBreakType } = input;
  const own = input.breaks.filter((row) => row.source === CONNECTEAM_SOURCE);
  const storedById = new Map(own.map((row) => [row.sourceBreakId, row]));
  const changes: BreakChanges = { removeBreaks: [], updateBreaks: [], insertBreaks: [] };
  for (const read of answer.breaks.values()) {
    const person = personOf(people, read.userId);
    const stored = storedById.get(read.id);
    const isPaidByType = read.typeId === null ? undefined : paidByBreakType.get(read.typeId);
    if (isPaidByType === undefined) {
      findings.push({
        ...findingOf('unknown_break_type', answer.clockId, person, read, read.breakStart, read.breakEnd),
        isNew: stored === undefined,
      });
    }
    const fact = breakFact(answer.clockId, read, person, isPaidByType ?? stored?.isPaid ?? true);
    if (stored === undefined) changes.insertBreaks.push(fact);
    else if (!isSameBreak(stored, fact)) changes.updateBreaks.push({ stored, fact });
  }
  changes.removeBreaks = absentBreaks(input, believesAbsence);
  return changes;
}

/** Stored breaks of the clock that are gone there, or have come back under a new id with the same start. */
function absentBreaks(input: PlanInput, believesAbsence: boolean): StoredBreak[] {
  const { answer, people } = input;
  const listed = listedIdentities(input);
  const starts = new Set(
    [...answer.breaks.values()].map((read) => startKey(personOf(people, read.userId).identityId, read.breakStart)),
  );
  return input.breaks.filter(
    (row) =>
      row.source === CONNECTEAM_SOURCE &&
      row.sourceClockId === answer.clockId &&
      !answer.breaks.has(row.sourceBreakId) &&
      !answer.unreadable.ids.has(row.sourceBreakId) &&
      (isAbsenceProven(input, believesAbsence, listed, row.identityId, row.breakStart) ||
        (listed.has(row.identityId) && starts.has(startKey(row.identityId, row.breakStart)))),
  );
}

/** Stored shifts of the clock that are gone there, or have come back under a new id with the same start. */
function absentPeriods(input: PlanInput, believesAbsence: boolean): StoredPeriod[] {
  const { answer } = input;
  const listed = listedIdentities(input);
  const starts = startsOf(input);
  return input.periods.filter(
    (row) =>
      isOfClock(row, answer.clockId) &&
      !isAnswered(answer, row.sourceShiftId) &&
      (isAbsenceProven(input, believesAbsence, listed, row.identityId, row.clockIn) ||
        (listed.has(row.identityId) && starts.has(startKey(row.identityId, row.clockIn)))),
  );
}

function isAbsenceProven(
  { ranges, mayBelieveAbsence }: PlanInput,
  believesAbsence: boolean,
  listed: ReadonlySet<number>,
  identityId: number,
  start: EpochSeconds,
): boolean {
  return believesAbsence && mayBelieveAbsence && listed.has(identityId) && isInRanges(ranges, start);
}

function listedIdentities({ answer, people }: PlanInput): Set<number> {
  return new Set(
    [...answer.listedUserIds].flatMap((userId) => {
      const person = people.get(userId);
      return person === undefined ? [] : [person.identityId];
    }),
  );
}

/** Where the good shifts of the answer start, per identity. */
function startsOf({ answer, people }: PlanInput): Set<string> {
  return new Set(
    [...answer.shifts.values()]
      .filter((shift) => shift.clockOut === null || shift.clockOut > shift.clockIn)
      .map((shift) => startKey(personOf(people, shift.userId).identityId, shift.clockIn)),
  );
}

function isOfClock(row: StoredPeriod, clockId: number): boolean {
  return row.source === CONNECTEAM_SOURCE && row.sourceClockId === clockId;
}

function isAnswered(answer: ClockAnswer, sourceId: string): boolean {
  return answer.shifts.has(sourceId) || answer.unreadable.ids.has(sourceId);
}

function personOf(people: ReadonlyMap<number, SyncedPerson>, userId: number): SyncedPerson {
  const person = people.get(userId);
  if (person === undefined) throw new Error(`Connecteam user ${userId} has rows but no identity.`);
  return person;
}

/** Connecteam before other sources, then the longer (an open one is the longest), then the lower id. */
function byPrecedence(a: Contender, b: Contender): number {
  const rank = ({ fact }: Contender) => (fact.source === CONNECTEAM_SOURCE ? 0 : 1);
  const end = ({ fact }: Contender) => fact.clockOut ?? Number.MAX_SAFE_INTEGER;
  return rank(a) - rank(b) || end(b) - end(a) || (a.fact.sourceShiftId < b.fact.sourceShiftId ? -1 : 1);
}

function personStartKey(row: Pick<PeriodFact, 'employeeId' | 'identityId' | 'clockIn'>): string {
  return row.employeeId === null
    ? `identity ${startKey(row.identityId, row.clockIn)}`
    : `${row.employeeId}@${row.clockIn}`;
}

function startKey(identityId: number, start: EpochSeconds): string {
  return `${identityId}@${start}`;
}

function periodFact(clockId: number, shift: ReadShift, person: SyncedPerson): PeriodFact {
  return {
    source: CONNECTEAM_SOURCE,
    sourceShiftId: shift.id,
    sourceClockId: clockId,
    identityId: person.identityId,
    employeeId: person.employeeId,
    clockIn: shift.clockIn,
    clockOut: shift.clockOut,
    isAutoClockOut: shift.isAutoClockOut,
    timeZone: shift.timeZone,
  };
}

function breakFact(clockId: number, read: ReadBreak, person: SyncedPerson, isPaid: boolean): BreakFact {
  return {
    source: CONNECTEAM_SOURCE,
    sourceBreakId: read.id,
    sourceClockId: clockId,
    sourceTypeId: read.typeId,
    identityId: person.identityId,
    employeeId: person.employeeId,
    breakStart: read.breakStart,
    breakEnd: read.breakEnd,
    isPaid,
  };
}

function isSamePeriod(stored: StoredPeriod, fact: PeriodFact): boolean {
  return (
    stored.sourceClockId === fact.sourceClockId &&
    stored.identityId === fact.identityId &&
    stored.employeeId === fact.employeeId &&
    stored.clockIn === fact.clockIn &&
    stored.clockOut === fact.clockOut &&
    stored.isAutoClockOut === fact.isAutoClockOut &&
    stored.timeZone === fact.timeZone
  );
}

function isSameBreak(stored: StoredBreak, fact: BreakFact): boolean {
  return (
    stored.sourceClockId === fact.sourceClockId &&
    stored.sourceTypeId === fact.sourceTypeId &&
    stored.identityId === fact.identityId &&
    stored.employeeId === fact.employeeId &&
    stored.breakStart === fact.breakStart &&
    stored.breakEnd === fact.breakEnd &&
    stored.isPaid === fact.isPaid
  );
}

function findingOf(
  kind: Finding['kind'],
  clockId: number | null,
  person: SyncedPerson,
  row: { id: string },
  start: EpochSeconds,
  end: EpochSeconds | null,
): Finding {
  const { identityId, employeeId } = person;
  return { kind, identityId, employeeId, clockId, sourceId: row.id, start, end };
}
