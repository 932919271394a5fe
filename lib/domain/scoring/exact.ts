/** Whole numbers in the code, decimals in the database: the two directions, without binary fractions. */

/** `1.2` or `1.200` to 1200. Throws RangeError on more digits than `places` or anything that is not a decimal. */
export function scaledFromDecimal(text: string, places: number): number {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  const [, sign, whole = '', fraction = ''] = match ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (match === null || digits.length > places) throw new RangeError(`Not a decimal with ${places} places: ${text}`);
  const value = Number(whole + digits.padEnd(places, '0'));
  return sign === '-' ? -value : value;
}

/** 14000 with two places to `140.00`. */
export function decimalFromScaled(scaled: number, places: number): string {
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`Not a whole number: ${scaled}`);
  const digits = String(Math.abs(scaled)).padStart(places + 1, '0');
  return `${scaled < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
