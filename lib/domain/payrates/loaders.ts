import { getDatabase } from '@/lib/db/handles';
import { previewPay } from '@/lib/domain/previews/preview-pay';
import { PREVIEW_DAYS } from '@/lib/domain/previews/rules';
import type { EffectPreview } from '@/lib/domain/previews/schema';
import type { Site } from '@/lib/domain/sites/schema';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { preparePayRows } from './prepare';
import { getDaysWorked, getPaidPeople, getSitePayRates } from './queries/get-pay-list';
import type { PayList, PayPreviewOrder } from './schema';

/**
 * Everybody's pay. Not cached: whoever edits must see what is there. To be given to nobody without the pay right. Three
 * statements.
 */
export async function loadPayList(site: Site, now: EpochSeconds): Promise<PayList> {
  const db = getDatabase();
  const today = businessDayOf(site, now);
  const people = await getPaidPeople(db, site.id);
  const rates = await getSitePayRates(db, site.id);
  const days = await getDaysWorked(db, site.id, { from: addDays(today, 1 - PREVIEW_DAYS), to: today });
  return {
    asOf: toIsoInstant(now),
    today,
    currency: site.currency,
    defaultHourlyCents: site.defaultHourlyCents,
    rows: preparePayRows(people, rates, days, { site, today }),
  };
}

/** What an edit of somebody's pay would do. Throws NOT_FOUND, CONFLICT. */
export function loadPayPreview(site: Site, order: PayPreviewOrder, now: EpochSeconds): Promise<EffectPreview> {
  return previewPay(getDatabase(), { site, order, now });
}
