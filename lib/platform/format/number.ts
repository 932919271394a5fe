/** Stands for a number that does not exist. */
export const NO_NUMBER = '–';

/** `12,345.60`: the same text on server and in every browser. null and what is not finite become "–". */
export function formatNumber(value: number | null, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return NO_NUMBER;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isZero = !/[1-9]/.test(`${whole}${fraction ?? ''}`);
  return `${value < 0 && !isZero ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A share of 0 to 1 as `67%`; "–" for null. */
export function formatPercent(share: number | null, decimals = 0): string {
  return share === null || !Number.isFinite(share) ? NO_NUMBER : `${formatNumber(share * 100, decimals)}%`;
}

/** A difference with its sign, `+3.2` or `-0.5`; what rounds to nothing has none. "–" for null. */
export function formatSigned(value: number | null, decimals = 0): string {
  const text = formatNumber(value, decimals);
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
