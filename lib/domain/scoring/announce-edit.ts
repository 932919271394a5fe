import type { Site } from '@/lib/domain/sites/schema';
import { invalidateTags } from '@/lib/platform/cache/cache';
import { tags, tagsOfSite } from '@/lib/platform/cache/keys';
import { publishLive } from '@/lib/platform/live/publish';
import { wakeJob } from '@/lib/platform/queue/wake';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/**
 * To be called after the commit of an edit by a person: of links, roles and their values, pay, or the site. Forgets what
 * is cached, has the worker score what the edit asked for, and tells open pages; the worker tells them again of each day
 * that it scored. Never throws.
 */
export async function announceEdit(site: Site, now: EpochSeconds): Promise<void> {
  await invalidateTags([...tagsOfSite(site.id), tags.clock(site.id)]);
  await Promise.all([wakeJob('drain-scores', site.code), wakeJob('recalculate', site.code)]);
  await publishLive({ siteId: site.id, type: 'day-changed', date: businessDayOf(site, now) });
}
