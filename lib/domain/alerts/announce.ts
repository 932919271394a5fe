import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import type { SettledAlerts } from './mutations';

/** After a commit that changed alerts of a site: forget what is cached of them and tell the open pages. */
export async function announceAlerts(siteId: number): Promise<void> {
  await invalidateTags([tags.alerts(siteId)]);
  await publishLive({ siteId, type: 'alerts-changed' });
}

/** The same after a job settled the alerts of a scope, when that changed any. */
export async function announceSettled(siteId: number, { opened, changed, closed }: SettledAlerts): Promise<void> {
  if (opened + changed + closed > 0) await announceAlerts(siteId);
}
