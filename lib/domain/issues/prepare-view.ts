import { formatNumber } from '@/lib/platform/format/number';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { IssueKind } from './rules';
import type { DataIssue } from './schema';

/** What each kind means and what becomes of the numbers (docs/scoring.md). */
export const ISSUE_KIND_TEXTS: Record<IssueKind, { label: string; meaning: string }> = {
  bad_period: { label: 'Punch ends before it begins', meaning: 'The period or break is not counted.' },
  overlap: { label: 'Overlapping punches', meaning: 'Time that two periods share is counted once.' },
  long_period: { label: 'Very long shift', meaning: 'The period is longer than a shift can be. It counts as it is.' },
  unknown_break_type: {
    label: 'Unknown break type',
    meaning: 'The source has a break type that is not known here. The break counts as paid.',
  },
  missing_clock_out: {
    label: 'Missing clock-out',
    meaning: 'The period counts up to its longest allowed time. No punch is moved by guessing.',
  },
  stray_break: { label: 'Break outside a shift', meaning: 'The break belongs to no period and is not counted.' },
  missing_break_end: { label: 'Break without an end', meaning: 'The break counts for two hours at most.' },
  no_scans: {
    label: 'Clocked without scans',
    meaning: 'There is clocked time and not one scan on it, so that no minute counts as active.',
  },
  work_without_clock: {
    label: 'Scans without clock',
    meaning: 'There are scans and no clock period. The active time is estimated from the scans.',
  },
  work_outside_clock: {
    label: 'Scans outside the clock',
    meaning: 'Items and points count, the time outside of the periods does not.',
  },
  unmapped_identity: {
    label: 'Login of nobody',
    meaning: 'Its work counts for departments and the site, and in nobody’s score until it is linked.',
  },
  unmapped_activity_type: {
    label: 'Unknown activity type',
    meaning: 'Its scans are kept and count nowhere until the type belongs to a department.',
  },
  suspicious_source: {
    label: 'Suspicious answer of a source',
    meaning: 'The source answered with far less than is stored. Nothing is removed until that is confirmed.',
  },
};

/** Kinds that an admin settles by mapping. */
export const MAPPING_KINDS: ReadonlySet<IssueKind> = new Set(['unmapped_identity', 'unmapped_activity_type']);

/** Who or what an issue is about. */
export function issueSubject(issue: DataIssue): string {
  if (issue.name !== null) return issue.source === null ? issue.name : `${issue.name} (${issue.source})`;
  const { activityType, about } = issue.details;
  if (typeof activityType === 'string') return activityType;
  return typeof about === 'string' ? about : issue.subject;
}

/** The facts of an issue as lines. */
export function issueFacts(issue: DataIssue, timeZone: string): { label: string; value: string }[] {
  const { details } = issue;
  const facts: { label: string; value: string }[] = [];
  const add = (label: string, value: string) => facts.push({ label, value });
  if (Array.isArray(details.periodIds)) add('Clock periods', countText(details.periodIds.length, 'period'));
  if (Array.isArray(details.breakIds)) add('Breaks', countText(details.breakIds.length, 'break'));
  if (typeof details.seconds === 'number') add('Outside the clock', formatAge(details.seconds));
  if (typeof details.clockIn === 'string') add('Clock-in', momentOf(details.clockIn, timeZone));
  for (const entry of listOf(details.entries)) {
    const { start, end } = entry;
    if (typeof start !== 'string') continue;
    const until = typeof end === 'string' ? ` to ${momentOf(end, timeZone)}` : ', no end';
    add('Row of the source', `${momentOf(start, timeZone)}${until}`);
  }
  for (const seen of listOf(details.observations)) {
    if (typeof seen.stored !== 'number' || typeof seen.answered !== 'number') continue;
    add('Answered', `${formatNumber(seen.answered)} rows of ${formatNumber(seen.stored)} that are stored`);
  }
  return facts;
}

/** A moment as the sources write it; what is none stays as it is. */
function momentOf(text: string, timeZone: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? formatMoment(fromIsoInstant(text), timeZone) : text;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => one !== null && typeof one === 'object') : [];
}

function countText(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${formatNumber(count)} ${one}s`;
}
