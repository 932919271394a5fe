import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatUnitMoney } from './money';

describe('formatMoney', () => {
  it.each([
    [0, 'USD', '$0.00'],
    [1_300, 'USD', '$13.00'],
    [123_456_789, 'USD', '$1,234,567.89'],
    [-250, 'USD', '-$2.50'],
    [11_050, 'EUR', '€110.50'],
    [11_050, 'CHF', 'CHF\u00A0110.50'],
    [11_050, 'JPY', '¥111'],
  ])('writes %d cents of %s as %s', (cents, currency, text) => {
    expect(formatMoney(cents, currency)).toBe(text);
  });

  it('shows an amount that does not exist as a dash, never as 0', () => {
    expect([formatMoney(null, 'USD'), formatMoney(Number.NaN, 'USD'), formatUnitMoney(null, 'USD')]).toEqual([
      '–',
      '–',
      '–',
    ]);
  });

  it('adds up to the cent with any whole amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 10 }), (cents) => {
        expect(
          formatMoney(cents, 'USD')
            .replace(/[$,.]/g, '')
            .replace(/^0+(?=\d)/, ''),
        ).toBe(String(cents));
      }),
    );
  });
});

describe('formatUnitMoney', () => {
  it.each([
    [27.625, '$0.276'], // example 5 of domain.md 12
    [17.333, '$0.173'],
    [27.65, '$0.277'],
    [0.05, '$0.001'],
    [0.049, '$0.000'],
    [2_333.333, '$23.333'],
  ])('writes %d cents per item as %s', (cents, text) => {
    expect(formatUnitMoney(cents, 'USD')).toBe(text);
  });
});
