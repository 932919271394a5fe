import { describe, expect, it } from 'vitest';
import { amountOf, centsOf } from './draft';

describe('centsOf', () => {
  it.each([
    ['13', 1_300],
    ['13.5', 1_350],
    [' 13.05 ', 1_305],
    ['0.07', 7],
    ['2704.00', 270_400],
  ])('reads %j', (text, cents) => {
    expect(centsOf(text)).toBe(cents);
  });

  it.each(['', '13.505', '-1', '1,300', '13.', '$13', '1e3'])('refuses %j', (text) => {
    expect(centsOf(text)).toBeNull();
  });

  it('gives back what amountOf writes', () => {
    for (const cents of [0, 7, 1_300, 1_305, 999_999_999]) expect(centsOf(amountOf(cents))).toBe(cents);
  });
});
