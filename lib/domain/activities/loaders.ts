import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { getRecentActivities } from './queries/get-recent-activities';
import type { RecentActivities } from './schema';

/** The work windows that ended last. */
export async function loadRecentActivities(
  site: Site,
  request: { limit: number },
  now: EpochSeconds,
): Promise<RecentActivities> {
  const { limit } = request;
  const policy = cachePolicies.recentActivities({ siteId: site.id, today: businessDayOf(site, now), limit });
  return cachedAnswer(policy, async () => {
    const rows = await getRecentActivities(getReadDatabase(), site.id, limit);
    return {
      source: 'live' as const,
      rows: rows.map((row) => ({
        id: row.id,
        employeeId: row.employee_id,
        name: row.employee_name ?? row.external_name ?? row.external_id,
        activityType: row.activity_type,
        role: row.role_name,
        department: row.department_name,
        items: row.items_count,
        windowStart: toIsoInstant(row.window_start),
        windowEnd: toIsoInstant(row.window_end),
        source: row.source,
      })),
    };
  });
}
