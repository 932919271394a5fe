import { formatMoney } from '@/lib/platform/format/money';

/** `$13.50 an hour`, `$2,704.00 a month` */
export function rateText(
  { amountCents, payType }: { amountCents: number; payType: 'hourly' | 'salary' },
  currency: string,
) {
  return `${formatMoney(amountCents, currency)} ${payType === 'hourly' ? 'an hour' : 'a month'}`;
}
