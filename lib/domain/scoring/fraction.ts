/** An exact number `num / den` with `den > 0`: for shares, rates and penalties that are compared before they are rounded. */
export type Fraction = { num: bigint; den: bigint };

export const ZERO: Fraction = { num: 0n, den: 1n };

/** A whole number, or a quotient of two; null when the divisor is 0. Parts must be safe integers. */
export function fraction(num: number, den: number): Fraction | null {
  if (den === 0) return null;
  return den > 0 ? { num: BigInt(num), den: BigInt(den) } : { num: -BigInt(num), den: -BigInt(den) };
}

export function whole(value: number): Fraction {
  return { num: BigInt(value), den: 1n };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { num: -b.num, den: b.den });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.num, den: a.den * b.den };
}

/** Negative, 0 or positive like `a - b`. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function larger(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

/** Half-up (towards the larger) to `places` decimals, for show. */
export function rounded(value: Fraction, places: number): number {
  const scaled = 2n * value.num * 10n ** BigInt(places) + value.den;
  const twice = 2n * value.den;
  const floor = scaled / twice - (scaled % twice < 0n ? 1n : 0n);
  return Number(floor) / 10 ** places;
}

/** {@link rounded}, null stays null. */
export function roundedOrNull(value: Fraction | null, places: number): number | null {
  return value === null ? null : rounded(value, places);
}

/** `num / den` half-up to `places` decimals; null when the divisor is 0. */
export function ratioForShow(num: number, den: number, places: number): number | null {
  return roundedOrNull(fraction(num, den), places);
}
