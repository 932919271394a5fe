import { announceAlerts } from '@/lib/domain/alerts/announce';
import type { Site } from '@/lib/domain/sites/schema';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags, tagsOfScoredDay } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import type { IsoDay } from '@/lib/platform/time/instant';

/** After a commit that changed a day's derived rows: forget what is cached of it and tell the screens. */
export async function announceScoredDay(site: Site, day: IsoDay): Promise<void> {
  await invalidateTags(tagsOfScoredDay(site.id, day));
  await publishLive({ siteId: site.id, type: 'day-changed', date: day });
}

/** After a sync that changed what is known of a source, and perhaps the alert of a refused key. */
export async function announceSource(site: Site): Promise<void> {
  await announceAlerts(site.id);
  await invalidateTags([tags.clock(site.id)]);
  await publishLive({ siteId: site.id, type: 'source-changed' });
}
