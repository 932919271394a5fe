import { isLongPeriod, isMissingBreakEnd, isMissingClockOut } from '@/lib/domain/clock/rules';
import { lengthOf, subtract, unionOf } from '@/lib/platform/time/intervals';
import type { ScoringInput, ScoringIssue, ScoringIssueKind } from './types';

const MAX_SECONDS_OUTSIDE_CLOCK = 300;

/** What the scorer found out about the day before it looks for issues. */
export type DayFindings = { hasRow: boolean; hasWorkWithoutScans: boolean; hasOpen: boolean };

/** The data issues of a person-day (domain.md 3 and 4), one per kind, in a fixed order. */
export function issuesOf(input: ScoringInput, findings: DayFindings): ScoringIssue[] {
  const { facts, settings, employee, now } = input;
  const hasPeriod = facts.periods.length > 0;
  const periodIssue = (kind: ScoringIssueKind, test: (period: (typeof facts.periods)[number]) => boolean) =>
    issueOf(kind, idsOf(facts.periods.filter(test)), []);
  const secondsOutside = hasPeriod ? secondsOutsideClock(input) : 0;
  const issues = [
    issueOf('bad_period', facts.badPeriodIds, facts.badBreakIds),
    periodIssue('overlap', (period) => period.overlaps),
    periodIssue('long_period', (period) => isLongPeriod(period, settings)),
    periodIssue('missing_clock_out', (period) => isMissingClockOut(period, now)),
    issueOf('stray_break', [], facts.strayBreakIds),
    issueOf('missing_break_end', [], idsOf(facts.breaks.filter((one) => isMissingBreakEnd(one, now)))),
  ].filter((issue) => issue.periodIds.length + issue.breakIds.length > 0);
  if (findings.hasWorkWithoutScans && !findings.hasOpen && employee.isScanning)
    issues.push(issueOf('no_scans', [], []));
  if (findings.hasRow && !hasPeriod && !employee.isContractor) issues.push(issueOf('work_without_clock', [], []));
  if (secondsOutside > MAX_SECONDS_OUTSIDE_CLOCK) {
    issues.push({ ...issueOf('work_outside_clock', [], []), seconds: secondsOutside });
  }
  return issues;
}

/** Activity time of the day outside every period and break of the person, whatever day those belong to. */
function secondsOutsideClock({ facts }: ScoringInput): number {
  const windows = unionOf(facts.activities.map((one) => ({ start: one.windowStart, end: one.windowEnd })));
  return lengthOf(subtract(windows, facts.coverage));
}

function issueOf(kind: ScoringIssueKind, periodIds: readonly number[], breakIds: readonly number[]): ScoringIssue {
  return { kind, periodIds, breakIds, seconds: null };
}

function idsOf(facts: readonly { id: number }[]): number[] {
  return facts.map((fact) => fact.id).sort((a, b) => a - b);
}
