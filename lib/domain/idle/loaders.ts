import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { type AnswerFrame, cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { prepareIdle } from './prepare';
import { getIdleNow } from './queries/get-idle-now';
import type { IdleRow } from './schema';

/** Who is idle now (domain.md 10), the longest pause first. */
export function loadIdleNow(site: Site, now: EpochSeconds): Promise<AnswerFrame & { rows: IdleRow[] }> {
  const policy = cachePolicies.idleNow({ siteId: site.id, today: businessDayOf(site, now) });
  return cachedAnswer(policy, async () => ({
    rows: (await getIdleNow(getReadDatabase(), site, now)).map(prepareIdle),
  }));
}
