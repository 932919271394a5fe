import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { readParts } from '@/lib/domain/rollups/read-parts';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { askedRange } from '@/lib/platform/time/asked-days';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { prepareCosts } from './prepare';
import { getCostDays } from './queries/get-cost-days';
import { getPaidPeople } from './queries/get-paid-people';
import { getRoleCosts } from './queries/get-role-costs';
import type { CostAnalysis, CostAnalysisBody, CostQuery } from './schema';

/** Up to here the trend is by day, beyond by month. */
const MAX_SHOWN_DAYS = 92;

type CostRange = { from: IsoDay; to: IsoDay; today: IsoDay; days: number };

/**
 * Labour and what it was spent on, per person, role, department and day of a range (domain.md 9). To be shown to nobody
 * without the pay right (`requirePayRight`). Throws VALIDATION on a bad range.
 */
export async function loadCosts(site: Site, query: CostQuery, now: EpochSeconds): Promise<CostAnalysis> {
  const range = rangeOf(site, query, now);
  return cachedAnswer<CostAnalysisBody>(policyOf(site, range), () => readCosts(site, range));
}

/** {@link loadCosts} as JSON text. */
export async function loadCostsText(site: Site, query: CostQuery, now: EpochSeconds): Promise<string> {
  const range = rangeOf(site, query, now);
  return cachedAnswerText(policyOf(site, range), () => readCosts(site, range));
}

/** One day without the other means that day alone; neither means today. */
function rangeOf(site: Site, query: CostQuery, now: EpochSeconds): CostRange {
  const today = businessDayOf(site, now);
  const to = query.to ?? query.from ?? today;
  return askedRange(site, { from: query.from ?? to, to }, now);
}

function policyOf(site: Site, { from, to, today }: CostRange) {
  return cachePolicies.costs({ siteId: site.id, from, to, today });
}

/** Four statements, over more than 92 days three; up to two more over a long range. */
function readCosts(site: Site, { from, to, today, days }: CostRange): Promise<CostAnalysisBody> {
  const db = getReadDatabase();
  return readParts(db, site, { from, to }, { canSubtract: false }, async (parts) => {
    const range = { siteId: site.id, parts };
    const [roles, people, costs, ofDays] = await Promise.all([
      getRolesOnDay(db, site.id, to),
      getPaidPeople(db, range),
      getRoleCosts(db, range),
      days > MAX_SHOWN_DAYS ? null : getCostDays(db, range),
    ]);
    return prepareCosts({ from, to, today, currency: site.currency, roles, people, costs, days: ofDays });
  });
}
