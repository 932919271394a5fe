import { formatNumber, NO_NUMBER } from './number';

const looks = new Map<string, { prefix: string; digits: number }>();

/** An amount in cents (hundredths of the currency's unit) as `$1,234.50`, `€0.90`, `CHF 12.00`; "–" for null. */
export function formatMoney(cents: number | null, currency: string): string {
  return moneyText(cents, currency, 0);
}

/** A cost per item or hour, which may have fractions of a cent: one more decimal than an amount, `$0.276`. */
export function formatUnitMoney(cents: number | null, currency: string): string {
  return moneyText(cents, currency, 1);
}

function moneyText(cents: number | null, currency: string, moreDigits: number): string {
  if (cents === null || !Number.isFinite(cents)) return NO_NUMBER;
  const { prefix, digits } = lookOf(currency);
  const decimals = digits + moreDigits;
  // Half-up on the decimal number as it came (thousandths of a cent), not on what is left of it in binary.
  const thousandths = Math.round(Math.abs(cents) * 1_000);
  const place = 10 ** (5 - decimals);
  const shown = Math.floor((2 * thousandths + place) / (2 * place)) / 10 ** decimals;
  return `${cents < 0 && shown > 0 ? '-' : ''}${prefix}${formatNumber(shown, decimals)}`;
}

/** The sign in front of an amount and its decimals, the same whatever the language of the reader. */
function lookOf(currency: string): { prefix: string; digits: number } {
  let look = looks.get(currency);
  if (look === undefined) {
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
    const digits = Math.min(3, format.resolvedOptions().maximumFractionDigits ?? 2);
    look = { prefix: /[A-Za-z]$/.test(symbol) ? `${symbol}\u00A0` : symbol, digits };
    looks.set(currency, look);
  }
  return look;
}
