import { hourlyRateOn, type PayRate } from '@/lib/domain/costs/rules';
import type { Site } from '@/lib/domain/sites/schema';
import { revisionOf } from '@/lib/platform/revision/revision';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { PaidPerson } from './queries/get-pay-list';
import { rateOn } from './rules';
import type { ListedRate, PaidRow } from './schema';

/** Everybody with their rates, the latest first, and the one of today. */
export function preparePayRows(
  people: readonly PaidPerson[],
  ratesOf: ReadonlyMap<number, PayRate[]>,
  daysWorked: ReadonlyMap<number, number>,
  { site, today }: { site: Site; today: IsoDay },
): PaidRow[] {
  const settings = { ...site.settings, defaultHourlyCents: site.defaultHourlyCents };
  return people.map(({ id, name, email, isContractor }) => {
    const rates = ratesOf.get(id) ?? [];
    const current = rateOn(rates, today);
    return {
      employeeId: id,
      name,
      email,
      isContractor,
      current: current === null ? null : listed(current),
      hourlyCents: hourlyRateOn(rates, today, settings).hourlyCents,
      daysWorked: daysWorked.get(id) ?? 0,
      rates: [...rates].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1)).map(listed),
    };
  });
}

function listed(rate: PayRate): ListedRate {
  return { ...rate, revision: revisionOf(rate) };
}
