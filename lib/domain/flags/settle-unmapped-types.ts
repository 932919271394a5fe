import { and, eq } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { dataIssues } from '@/lib/db/schema/attention';
import { closeUnmappedIssue, raiseUnmappedIssues, unmappedSubject } from '@/lib/domain/activities/unmapped-issues';
import { type FoundAlert, settleAlerts } from '@/lib/domain/alerts/mutations';
import { awaitRuleEdits } from '@/lib/domain/scoring/rule-lock';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { getUnmappedTypes, type UnmappedType } from './queries/get-unmapped-types';

export const UNMAPPED_TYPE_ALERT = 'unmapped_activity_type';

/**
 * Keeps one issue and one alert per activity type without a role while windows of it wait (domain.md 3): closes what is
 * mapped or gone, and says how much waits. A type whose issue a person resolved raises no alert. Returns how many wait.
 */
export async function settleUnmappedTypes(db: Database, site: Site, now: EpochSeconds): Promise<number> {
  return inTransaction(db, async (tx) => {
    // Held to the end: no type is mapped between the look and the issue.
    await awaitRuleEdits(tx, site.id);
    const types = await getUnmappedTypes(tx, site.id);
    const waiting = new Map(types.map((type) => [unmappedSubject(type), type]));
    await raiseUnmappedIssues(
      tx,
      site.id,
      types.map((type) => ({ activityType: type.activityType, day: businessDayOf(site, type.firstStart) })),
      now,
    );
    const open = await openSubjects(tx, site.id);
    for (const subject of open) {
      if (!waiting.has(subject)) await closeUnmappedIssue(tx, site.id, 'unmapped_activity_type', subject, now);
    }
    const found = [...waiting].flatMap(([subject, type]) => (open.has(subject) ? [alertOf(subject, type)] : []));
    await settleAlerts(tx, { siteId: site.id, checked: { kinds: [UNMAPPED_TYPE_ALERT] }, found, now });
    return types.length;
  });
}

async function openSubjects(tx: Transaction, siteId: number): Promise<Set<string>> {
  const rows = await tx
    .select({ subject: dataIssues.subject })
    .from(dataIssues)
    .where(
      and(eq(dataIssues.siteId, siteId), eq(dataIssues.status, 'open'), eq(dataIssues.kind, 'unmapped_activity_type')),
    );
  return new Set(rows.map((row) => row.subject));
}

function alertOf(subject: string, type: UnmappedType): FoundAlert {
  const { activityType, windows, items, firstStart, lastStart } = type;
  const waits = windows === 1 ? '1 scan waits' : `${windows} scans wait`;
  return {
    kind: UNMAPPED_TYPE_ALERT,
    subject,
    severity: 'warning',
    title: `Activity type "${activityType}" belongs to no department: ${waits}`,
    details: {
      activityType,
      windows,
      items,
      firstStart: toIsoInstant(firstStart),
      lastStart: toIsoInstant(lastStart),
    },
  };
}
