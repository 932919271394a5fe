import { and, desc, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { type CheckedScope, type FoundIssue, RESOLVED_BY_SYSTEM, settleIssues } from '@/lib/domain/issues/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf, type InstantRange } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

/** A doubtful answer: what is stored, what came, and which rows would go. */
export type ShortAnswer = {
  stored: number;
  answered: number;
  missing: number;
  /** The same for two answers that lack the same rows. */
  fingerprint: string;
  /** The times of the missing rows, first and last. */
  missingFrom: EpochSeconds;
  missingTo: EpochSeconds;
};

const observationSchema = z.object({
  fingerprint: z.string(),
  answers: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  stored: z.number(),
  answered: z.number(),
  missing: z.number(),
  missingFrom: z.number(),
  missingTo: z.number(),
});
const detailsSchema = z.object({ about: z.string(), observations: z.array(observationSchema) });
export type Observation = z.infer<typeof observationSchema>;

/** Equal short answers, and the time between the first and the last, that make them believed (sync.md). */
const CONFIRMING_ANSWERS = 3;
const CONFIRMING_SECONDS = 1_800;
const KEPT_OBSERVATIONS = 8;

/** The observations after one more short answer, the newest first; confirmed when it has been the same for long enough. */
export function observe(
  before: readonly Observation[],
  short: ShortAnswer,
  now: EpochSeconds,
): { observations: Observation[]; isConfirmed: boolean } {
  const { fingerprint, ...numbers } = short;
  const same = before.find((one) => one.fingerprint === fingerprint);
  const current: Observation = {
    fingerprint,
    ...numbers,
    answers: (same?.answers ?? 0) + 1,
    firstAt: same?.firstAt ?? now,
    lastAt: now,
  };
  const others = before.filter((one) => one.fingerprint !== fingerprint);
  return {
    observations: [current, ...others].slice(0, KEPT_OBSERVATIONS),
    isConfirmed: current.answers >= CONFIRMING_ANSWERS && now - current.firstAt >= CONFIRMING_SECONDS,
  };
}

/**
 * Decides about a short answer, in the transaction of the read: true when it is confirmed by repetition or by the person
 * who resolved its issue, else false, and the issue `suspicious_source` stands (domain.md 10, sync.md).
 */
export async function isShortAnswerConfirmed(
  tx: Transaction,
  input: { site: Site; subject: string; about: string; short: ShortAnswer; now: EpochSeconds },
): Promise<boolean> {
  const { site, subject, about, short, now } = input;
  const issue = await latestIssue(tx, site.id, subject);
  const before = issue?.observations ?? [];
  if (issue?.isSettledByPerson === true && before.some((one) => one.fingerprint === short.fingerprint)) return true;
  const { observations, isConfirmed } = observe(before, short, now);
  if (isConfirmed && issue?.isOpen !== true) return true;
  const scoreDate = issue?.isOpen === true ? issue.scoreDate : businessDayOf(site, now);
  await writeIssue(tx, {
    siteId: site.id,
    subject,
    scoreDate,
    details: { about, observations },
    isOver: isConfirmed,
    now,
  });
  return isConfirmed;
}

/** Closes the issue once a full answer covered the times of everything that was missing. */
export async function noteFullAnswer(
  tx: Transaction,
  input: { site: Site; subject: string; about: string; ranges: readonly InstantRange[]; now: EpochSeconds },
): Promise<void> {
  const { site, subject, about, ranges, now } = input;
  const issue = await latestIssue(tx, site.id, subject);
  if (issue === null || !issue.isOpen) return;
  const isCovered = issue.observations.every(({ missingFrom, missingTo }) =>
    ranges.some((range) => range.start <= missingFrom && missingTo < range.end),
  );
  if (!isCovered) return;
  // Counting starts anew with the next short answer.
  const details = { about, observations: [] };
  await writeIssue(tx, { siteId: site.id, subject, scoreDate: issue.scoreDate, details, isOver: true, now });
}

async function latestIssue(tx: Transaction, siteId: number, subject: string) {
  const [row] = await tx
    .select()
    .from(dataIssues)
    .where(
      and(eq(dataIssues.siteId, siteId), eq(dataIssues.kind, 'suspicious_source'), eq(dataIssues.subject, subject)),
    )
    .orderBy(desc(dataIssues.scoreDate))
    .limit(1);
  if (row === undefined) return null;
  const details = detailsSchema.safeParse(row.details);
  return {
    scoreDate: row.scoreDate,
    isOpen: row.status === 'open',
    isSettledByPerson: row.status === 'resolved' && row.resolvedBy !== RESOLVED_BY_SYSTEM,
    observations: details.success ? details.data.observations : [],
  };
}

async function writeIssue(
  tx: Transaction,
  issue: {
    siteId: number;
    subject: string;
    scoreDate: IsoDay;
    details: { about: string; observations: Observation[] };
    isOver: boolean;
    now: EpochSeconds;
  },
): Promise<void> {
  const { siteId, subject, scoreDate, details, isOver, now } = issue;
  const checked: CheckedScope = { kinds: ['suspicious_source'], places: [{ subject, scoreDate }] };
  const found: FoundIssue[] = [{ kind: 'suspicious_source', subject, scoreDate, details }];
  await settleIssues(tx, { siteId, checked, found, now });
  if (isOver) await settleIssues(tx, { siteId, checked, found: [], now });
}
