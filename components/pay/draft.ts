import type { ListedRate, PaidRow } from '@/lib/domain/payrates/schema';
import type { IsoDay } from '@/lib/platform/time/instant';

/** A rate as it is typed. */
export type RateDraft = { amount: string; payType: 'hourly' | 'salary'; effectiveFrom: IsoDay };

const AMOUNT = /^\d{1,8}(?:\.(\d{1,2}))?$/;

/** The cents of an amount as typed, `13.5`; null for what is no amount. */
export function centsOf(amount: string): number | null {
  const match = AMOUNT.exec(amount.trim());
  if (match === null) return null;
  const [whole = ''] = amount.trim().split('.');
  return Number(whole) * 100 + Number((match[1] ?? '').padEnd(2, '0'));
}

/** Cents as somebody would type them. */
export function amountOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** What editing somebody's pay begins with: the rate of today, from today on. */
export function firstDraft({ current }: PaidRow, today: IsoDay): RateDraft {
  return draftOf(current, today);
}

export function draftOf(rate: ListedRate | null, effectiveFrom: IsoDay): RateDraft {
  return { amount: rate === null ? '' : amountOf(rate.amountCents), payType: rate?.payType ?? 'hourly', effectiveFrom };
}
