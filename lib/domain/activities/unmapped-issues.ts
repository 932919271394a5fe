import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { type FoundIssue, settleIssues } from '@/lib/domain/issues/mutations';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';

type UnmappedKind = 'unmapped_identity' | 'unmapped_activity_type';

/** An identity or activity type that nobody has mapped yet, and the first day it was seen with. */
export type UnmappedSubject = { identityId: number; day: IsoDay } | { activityType: string; day: IsoDay };

/** `identity:5` or `type:Folding` */
export function unmappedSubject(of: { identityId: number } | { activityType: string }): string {
  return 'identityId' in of ? `identity:${of.identityId}` : `type:${of.activityType}`;
}

/** Raises one issue per subject, on the day it was first raised, however often and whenever it is seen again. */
export async function raiseUnmappedIssues(
  tx: Transaction,
  siteId: number,
  unmapped: readonly UnmappedSubject[],
  now: EpochSeconds,
): Promise<void> {
  if (unmapped.length === 0) return;
  const first = new Map<string, UnmappedSubject>();
  for (const one of [...unmapped].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const subject = unmappedSubject(one);
    if (!first.has(subject)) first.set(subject, one);
  }
  const days = await getIssueDays(tx, siteId, [...first.keys()]);
  const found = [...first].map(([subject, one]): FoundIssue => {
    const scoreDate = days.get(subject)?.[0] ?? one.day;
    return 'identityId' in one
      ? { kind: 'unmapped_identity', subject, identityId: one.identityId, scoreDate, details: {} }
      : { kind: 'unmapped_activity_type', subject, scoreDate, details: { activityType: one.activityType } };
  });
  const checked = { kinds: [...new Set(found.map((issue) => issue.kind))], places: found };
  await settleIssues(tx, { siteId, checked, found, now });
}

/** Closes the issue of a subject that is mapped, or ignored, now. */
export async function closeUnmappedIssue(
  tx: Transaction,
  siteId: number,
  kind: UnmappedKind,
  subject: string,
  now: EpochSeconds,
): Promise<void> {
  const days = (await getIssueDays(tx, siteId, [subject])).get(subject) ?? [];
  const places = days.map((scoreDate) => ({ subject, scoreDate }));
  await settleIssues(tx, { siteId, checked: { kinds: [kind], places }, found: [], now });
}

async function getIssueDays(tx: Transaction, siteId: number, subjects: string[]): Promise<Map<string, IsoDay[]>> {
  const rows = await tx
    .select({ subject: dataIssues.subject, scoreDate: dataIssues.scoreDate })
    .from(dataIssues)
    .where(
      and(
        eq(dataIssues.siteId, siteId),
        inArray(dataIssues.kind, ['unmapped_identity', 'unmapped_activity_type']),
        inArray(dataIssues.subject, subjects),
      ),
    )
    .orderBy(asc(dataIssues.scoreDate));
  const days = new Map<string, IsoDay[]>();
  for (const { subject, scoreDate } of rows) days.set(subject, [...(days.get(subject) ?? []), scoreDate]);
  return days;
}
