import type { IsoDay } from '@/lib/platform/time/instant';

/** One dated pay rate: cents per hour, or cents per month when paid a salary. */
export type PayRate = { effectiveFrom: IsoDay; payType: 'hourly' | 'salary'; amountCents: number };

/** Site settings about pay (domain.md 9). */
export type CostSettings = {
  salaryDaysPerMonth: number;
  salaryHoursPerDay: number;
  defaultHourlyCents: number;
};

/** What an hour of a person costs on a day; `isDefaultRate` when nobody entered a rate. */
export type HourlyRate = { hourlyCents: number; isDefaultRate: boolean };

/** Seconds of one person-day, as scored. */
export type PaidTime = { paidSeconds: number; clockedSeconds: number; activeSeconds: number; isEstimated: boolean };

/** `labour = active + idle + break`, cents. */
export type CostParts = { labourCents: number; activeCents: number; idleCents: number; breakCents: number };

/** A role's share of the clocked time. */
export type RoleTime = { roleId: number; flowOrder: number; workedSeconds: number };

/** A row of `daily_costs` without its person and day. */
export type DailyCost = CostParts & HourlyRate & { roleId: number };

/** The role of cost that belongs to no role. */
export const UNASSIGNED_ROLE_ID = 0;

/**
 * The rate with the latest `effectiveFrom` not after `day`; a salary is divided by days and hours of a month, half-up to
 * a cent; none: the site default (domain.md 9).
 */
export function hourlyRateOn(rates: readonly PayRate[], day: IsoDay, settings: CostSettings): HourlyRate {
  let current: PayRate | undefined;
  for (const rate of rates) {
    if (rate.effectiveFrom <= day && (current === undefined || rate.effectiveFrom > current.effectiveFrom))
      current = rate;
  }
  if (current === undefined) return { hourlyCents: settings.defaultHourlyCents, isDefaultRate: true };
  if (current.payType === 'hourly') return { hourlyCents: current.amountCents, isDefaultRate: false };
  // Days and hours may be fractions such as 7.5; in thousandths everything stays whole.
  const hoursInMillionths =
    BigInt(Math.round(settings.salaryDaysPerMonth * 1000)) * BigInt(Math.round(settings.salaryHoursPerDay * 1000));
  if (hoursInMillionths <= 0n)
    throw new RangeError('A month needs more than 0 paid days and hours: correct the site settings');
  const cents = (2n * BigInt(current.amountCents) * 1_000_000n + hoursInMillionths) / (2n * hoursInMillionths);
  return { hourlyCents: Number(cents), isDefaultRate: false };
}

/** `cents(s) = s x hourly / 3600`, half-up (domain.md 9). */
export function centsFor(seconds: number, hourlyCents: number): number {
  return Math.floor((2 * seconds * hourlyCents + 3600) / 7200);
}

/** Labour of a person-day and what it was spent on (domain.md 9). */
export function costParts(time: PaidTime, hourlyCents: number): CostParts {
  const labourCents = centsFor(time.paidSeconds, hourlyCents);
  const clockedCents = Math.min(labourCents, centsFor(time.clockedSeconds, hourlyCents));
  const activeCents = time.isEstimated ? 0 : Math.min(clockedCents, centsFor(time.activeSeconds, hourlyCents));
  return {
    labourCents,
    activeCents,
    idleCents: clockedCents - activeCents,
    breakCents: labourCents - clockedCents,
  };
}

/**
 * Cost rows of a person-day: each part split over the roles by worked seconds; without worked seconds one row of role 0.
 * Roles that worked no second get no row. Sorted by flow order, then role.
 */
export function dailyCosts(rate: HourlyRate, time: PaidTime, roles: readonly RoleTime[]): DailyCost[] {
  const parts = costParts(time, rate.hourlyCents);
  const workers = roles
    .filter((role) => role.workedSeconds > 0)
    .sort((a, b) => a.flowOrder - b.flowOrder || a.roleId - b.roleId);
  if (workers.length === 0) return [{ ...rate, ...parts, roleId: UNASSIGNED_ROLE_ID }];
  const weights = workers.map((role) => role.workedSeconds);
  const active = splitByWeight(parts.activeCents, weights);
  const idle = splitByWeight(parts.idleCents, weights);
  const breaks = splitByWeight(parts.breakCents, weights);
  return workers.map(({ roleId }, index) => {
    const [activeCents, idleCents, breakCents] = [active[index] ?? 0, idle[index] ?? 0, breaks[index] ?? 0];
    const labourCents = activeCents + idleCents + breakCents;
    return { ...rate, roleId, labourCents, activeCents, idleCents, breakCents };
  });
}

/**
 * Splits a whole amount in proportion to `weights` (at least one above 0) by the largest remainder; of equal remainders
 * the earlier one in the list gets the odd unit. The shares add up to `amount`.
 */
export function splitByWeight(amount: number, weights: readonly number[]): number[] {
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, whole: Number(product / total), remainder: product % total };
  });
  let odd = amount - shares.reduce((sum, share) => sum + share.whole, 0);
  const byRemainder = [...shares].sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  for (const share of byRemainder) {
    if (odd === 0) break;
    share.whole += 1;
    odd -= 1;
  }
  return shares.map((share) => share.whole);
}

export const COST_CHIPS = ['efficient', 'normal', 'watch', 'idle'] as const;
export type UtilizationChip = (typeof COST_CHIPS)[number];

/** The chip of active / clocked: from 70 % efficient, 50 % normal, 30 % watch, else idle; null without clocked time. */
export function utilizationChip(activeSeconds: number, clockedSeconds: number): UtilizationChip | null {
  if (clockedSeconds <= 0) return null;
  const isAtLeast = (tenths: number) => 10 * activeSeconds >= tenths * clockedSeconds;
  if (isAtLeast(7)) return 'efficient';
  if (isAtLeast(5)) return 'normal';
  return isAtLeast(3) ? 'watch' : 'idle';
}
