/** Shades of the scale, above 0. */
export const LEVELS = 5;
/** `step` is the width of a shade: the first goes to `step`, the last to `LEVELS * step`. */
export type Scale = { step: number };

/** Widths of a shade that people read easily, times a power of ten. */
const NICE = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** Quotients of decimals come out a little above what they are. */
const TOLERANCE = 1e-9;

/** The scale of some values, the largest of them within its last shade; null where none is above 0. */
export function scaleOf(values: Iterable<number>): Scale | null {
  let largest = 0;
  let isWhole = true;
  for (const value of values) {
    largest = Math.max(largest, value);
    isWhole &&= Number.isInteger(value);
  }
  if (largest <= 0) return null;
  const least = largest / LEVELS;
  if (isWhole && least <= 1) return { step: 1 };
  const power = 10 ** Math.floor(Math.log10(least));
  const nice =
    NICE.find((one) => one * power >= least - TOLERANCE && (!isWhole || Number.isInteger(one * power))) ?? 10;
  // Below 1 the power is not exact in binary.
  return { step: power < 1 ? nice / Math.round(1 / power) : nice * power };
}

/** The shade of a value: 0 for nothing, 1 to {@link LEVELS}. */
export function levelOf(value: number, scale: Scale | null): number {
  if (scale === null || value <= 0) return 0;
  return Math.min(LEVELS, Math.ceil(value / scale.step - TOLERANCE));
}

/** Up to which value each shade goes, ascending. */
export function stepsOf(scale: Scale): number[] {
  return Array.from({ length: LEVELS }, (_, index) => Math.round((index + 1) * scale.step * 1e6) / 1e6);
}
