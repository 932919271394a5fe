import type { Db } from '@/lib/db/client';
import type { PayRate } from '@/lib/domain/costs/rules';
import { getSitePayRates } from '@/lib/domain/payrates/queries/get-pay-list';
import { isSameRate, rateOn, withoutRate, withRate } from '@/lib/domain/payrates/rules';
import type { PayPreviewOrder } from '@/lib/domain/payrates/schema';
import { changedSpans } from '@/lib/domain/scoring/dated-values';
import { getRolesWithVersions } from '@/lib/domain/scoring/queries/get-scoring-facts';
import { countPersonDays } from '@/lib/domain/scoring/request-affected';
import { rolesByDay } from '@/lib/domain/scoring/roles';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import { requireRevision } from '@/lib/platform/revision/revision';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { compareScores } from './compare-scores';
import { prepareEffect } from './prepare';
import { getNames } from './queries/get-names';
import { getScoredDays } from './queries/get-scored-days';
import { type Effect, latestDays, PREVIEW_DAYS, type Twice } from './rules';
import type { EffectPreview } from './schema';

/**
 * What an edit of a person's pay would do to the cost of their last 30 days. Refuses what saving would refuse. Throws
 * NOT_FOUND, CONFLICT. To be given to nobody without the pay right.
 */
export async function previewPay(
  db: Db,
  { site, order, now }: { site: Site; order: PayPreviewOrder; now: EpochSeconds },
): Promise<EffectPreview> {
  const { employeeId, effectiveFrom, rate } = order;
  const names = await getNames(db, site.id, [employeeId]);
  if (!names.has(employeeId)) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const before = (await getSitePayRates(db, site.id)).get(employeeId) ?? [];
  requireRevision(before.find((one) => one.effectiveFrom === effectiveFrom) ?? null, order.revision);
  const after = rate === null ? withoutRate(before, effectiveFrom) : withRate(before, { effectiveFrom, ...rate });
  const spans = changedSpans(
    [...before, ...after].map((one) => one.effectiveFrom),
    (day) => isSameRate(rateOn(before, day), rateOn(after, day)),
  );
  const requested = await countPersonDays(db, { siteId: site.id, employeeId, spans });
  const { effect, from, to } = await comparePay(db, { site, pay: new Map([[employeeId, { before, after }]]), now });
  const context = {
    now,
    from,
    to,
    requested,
    recalculationSeconds: null,
    rescored: null,
    departments: [],
    names,
    isWithPay: true,
  };
  return prepareEffect(effect, context);
}

/** The last 30 days of some people, paid by two sets of rates; all other people are left out. */
export async function comparePay(
  db: Db,
  { site, pay, now }: { site: Site; pay: ReadonlyMap<number, Twice<readonly PayRate[]>>; now: EpochSeconds },
): Promise<{ effect: Effect; from: IsoDay; to: IsoDay }> {
  const to = businessDayOf(site, now);
  const first = addDays(to, 1 - PREVIEW_DAYS);
  const roles = rolesByDay(await getRolesWithVersions(db, site.id));
  const paid = (side: 'before' | 'after') => ({ site, roles, ratesOf: (id: number) => pay.get(id)?.[side] });
  const scored = await getScoredDays(db, { siteId: site.id, from: first, to, employeeIds: [...pay.keys()] });
  const { personDays, from } = latestDays(scored, first);
  const effect = await compareScores(db, { before: paid('before'), after: paid('after') }, personDays, now);
  return { effect, from, to };
}
