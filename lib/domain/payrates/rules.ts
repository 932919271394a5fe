import type { PayRate } from '@/lib/domain/costs/rules';
import { AppError } from '@/lib/platform/errors/errors';
import type { IsoDay } from '@/lib/platform/time/instant';

/** The rates of a person after one was set, in place of the one of the same day. */
export function withRate(rates: readonly PayRate[], rate: PayRate): PayRate[] {
  return [...rates.filter((one) => one.effectiveFrom !== rate.effectiveFrom), rate];
}

/** The rates of a person after one was taken away. Throws NOT_FOUND. */
export function withoutRate(rates: readonly PayRate[], effectiveFrom: IsoDay): PayRate[] {
  const rest = rates.filter((one) => one.effectiveFrom !== effectiveFrom);
  if (rest.length === rates.length) throw new AppError('NOT_FOUND', 'There is no pay rate from that day.');
  return rest;
}

/** The rate with the latest `effectiveFrom` not after the day; none before the first (domain.md 9). */
export function rateOn(rates: readonly PayRate[], day: IsoDay): PayRate | null {
  return rates.reduce<PayRate | null>(
    (best, one) => (one.effectiveFrom <= day && (best === null || one.effectiveFrom > best.effectiveFrom) ? one : best),
    null,
  );
}

export function isSameRate(a: PayRate | null, b: PayRate | null): boolean {
  if (a === null || b === null) return a === b;
  return a.payType === b.payType && a.amountCents === b.amountCents;
}
