import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalFromScaled, scaledFromDecimal } from './exact';

it('reads decimals exactly', () => {
  expect(scaledFromDecimal('1.2', 3)).toBe(1200);
  expect(scaledFromDecimal('0.500', 3)).toBe(500);
  expect(scaledFromDecimal('200', 3)).toBe(200_000);
  expect(() => scaledFromDecimal('1.2345', 3)).toThrow(RangeError);
  expect(() => scaledFromDecimal('1e3', 3)).toThrow(RangeError);
});

it('writes what it reads', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(2, 3, 4), (scaled, places) => {
      expect(scaledFromDecimal(decimalFromScaled(scaled, places), places)).toBe(scaled);
    }),
  );
});
