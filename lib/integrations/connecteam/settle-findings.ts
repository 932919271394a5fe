import { and, eq, gte, inArray, lte, or } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { type FoundIssue, RESOLVED_BY_SYSTEM, settleIssues } from '@/lib/domain/issues/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf, type InstantRange } from '@/lib/platform/time/business-day';
import {
  type EpochSeconds,
  fromIsoInstant,
  type IsoDay,
  toIsoInstant,
  toIsoInstantOrNull,
} from '@/lib/platform/time/instant';
import type { ClockAnswer } from './activities';
import type { Finding } from './plan';
import { isInRanges } from './window';

const FINDING_KINDS = ['bad_period', 'overlap', 'unknown_break_type'] as const;
type FindingKind = (typeof FINDING_KINDS)[number];

/** One row of the source inside an issue: several shifts of a day, also of several clocks, share one issue. */
const entrySchema = z.object({
  sourceId: z.string(),
  clockId: z.number().nullable(),
  start: z.string(),
  end: z.string().nullable(),
  keptSourceId: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;
const detailsSchema = z.object({ sourceIds: z.array(z.string()), entries: z.array(entrySchema) });

type KnownIssue = {
  kind: FindingKind;
  subject: string;
  scoreDate: IsoDay;
  isOpen: boolean;
  employeeId: number | null;
  entries: Entry[];
};

/**
 * Raises and closes the issues of one read of a clock, in its transaction. They are about the identity (the scorer's
 * own are about the employee). What this read could not judge, such as another clock's row of the same day, stays as it is.
 */
export async function settleFindings(
  tx: Transaction,
  input: {
    site: Site;
    answer: ClockAnswer;
    findings: readonly Finding[];
    /** Absent rows that start here are judged to be gone. */
    ranges: readonly InstantRange[];
    judgedIdentityIds: ReadonlySet<number>;
    now: EpochSeconds;
  },
): Promise<void> {
  const { site, answer, findings, ranges, judgedIdentityIds, now } = input;
  const known = await knownIssues(tx, site, findings, ranges);
  const isJudged = (issue: KnownIssue, entry: Entry) => {
    if (entry.clockId !== answer.clockId) return false;
    if (answer.shifts.has(entry.sourceId) || answer.breaks.has(entry.sourceId)) return true;
    const start = fromIsoInstant(entry.start);
    return judgedIdentityIds.has(identityOf(issue.subject)) && isInRanges(ranges, start);
  };
  const issues = new Map<string, FoundIssue & { entries: Entry[] }>();
  const places: { subject: string; scoreDate: IsoDay }[] = [];
  const add = (kind: FindingKind, subject: string, scoreDate: IsoDay, employeeId: number | null, entry: Entry) => {
    const key = `${kind}|${subject}|${scoreDate}`;
    const issue = issues.get(key) ?? {
      kind,
      subject,
      identityId: identityOf(subject),
      employeeId,
      scoreDate,
      details: {},
      entries: [],
    };
    issue.entries = [...issue.entries.filter((one) => one.sourceId !== entry.sourceId), entry];
    issues.set(key, issue);
    places.push({ subject, scoreDate });
  };
  for (const issue of known) {
    if (issue.isOpen) places.push(issue);
    for (const entry of issue.entries) {
      if (!isJudged(issue, entry)) add(issue.kind, issue.subject, issue.scoreDate, issue.employeeId, entry);
    }
  }
  const wasRaised = new Set(known.flatMap((issue) => issue.entries.map((entry) => `${issue.kind}|${entry.sourceId}`)));
  for (const finding of findings) {
    const isOldNews = finding.kind === 'unknown_break_type' && finding.isNew === false;
    if (isOldNews && !wasRaised.has(`${finding.kind}|${finding.sourceId}`)) continue;
    const day = businessDayOf(site, finding.start);
    add(finding.kind, subjectOf(finding.identityId), day, finding.employeeId, entryOf(finding));
  }
  const found = [...issues.values()].map(({ entries, ...issue }) => {
    entries.sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
    return { ...issue, details: { sourceIds: entries.map((entry) => entry.sourceId), entries } };
  });
  await settleIssues(tx, { siteId: site.id, checked: { kinds: [...FINDING_KINDS], places }, found, now });
}

/**
 * The open issues of the days around, and those that a person resolved about the identities with findings. What the
 * system closed is over.
 */
async function knownIssues(
  tx: Transaction,
  site: Site,
  findings: readonly Finding[],
  ranges: readonly InstantRange[],
): Promise<KnownIssue[]> {
  const days = ranges.flatMap(({ start, end }) => [businessDayOf(site, start), businessDayOf(site, end)]);
  days.push(...findings.map((finding) => businessDayOf(site, finding.start)));
  days.sort();
  const subjects = [...new Set(findings.map((finding) => subjectOf(finding.identityId)))];
  const rows = await tx
    .select()
    .from(dataIssues)
    .where(
      and(
        eq(dataIssues.siteId, site.id),
        inArray(dataIssues.kind, [...FINDING_KINDS]),
        gte(dataIssues.scoreDate, days[0] ?? ''),
        lte(dataIssues.scoreDate, days.at(-1) ?? ''),
        or(eq(dataIssues.status, 'open'), subjects.length > 0 ? inArray(dataIssues.subject, subjects) : undefined),
      ),
    );
  return rows.flatMap((row) => {
    const kind = FINDING_KINDS.find((one) => one === row.kind);
    const details = detailsSchema.safeParse(row.details);
    const isOver = row.status === 'resolved' && row.resolvedBy === RESOLVED_BY_SYSTEM;
    if (isOver || kind === undefined || !details.success || !row.subject.startsWith('identity:')) return [];
    const { subject, scoreDate, employeeId } = row;
    return [{ kind, subject, scoreDate, employeeId, isOpen: row.status === 'open', entries: details.data.entries }];
  });
}

function entryOf({ sourceId, clockId, start, end, keptSourceId }: Finding): Entry {
  const entry = { sourceId, clockId, start: toIsoInstant(start), end: toIsoInstantOrNull(end) };
  return keptSourceId === undefined ? entry : { ...entry, keptSourceId };
}

function subjectOf(identityId: number): string {
  return `identity:${identityId}`;
}

function identityOf(subject: string): number {
  return Number(subject.slice('identity:'.length));
}
