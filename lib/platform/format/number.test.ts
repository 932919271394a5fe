import { describe, expect, it } from 'vitest';
import { formatNumber, formatPercent, formatSigned } from './number';

describe('formatNumber', () => {
  it.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1_000, 0, '1,000'],
    [1_234_567.891, 2, '1,234,567.89'],
    [140, 2, '140.00'],
    [-1_500, 0, '-1,500'],
    [-0.001, 2, '0.00'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  it('shows a number that does not exist as a dash, never as 0', () => {
    expect([null, Number.NaN, Number.POSITIVE_INFINITY].map((value) => formatNumber(value, 1))).toEqual([
      '–',
      '–',
      '–',
    ]);
    expect(formatPercent(null)).toBe('–');
  });

  it('writes shares as whole percents', () => {
    expect([0, 0.6667, 1].map((share) => formatPercent(share))).toEqual(['0%', '67%', '100%']);
    expect(formatPercent(0.6667, 1)).toBe('66.7%');
  });

  it('writes differences with their sign', () => {
    expect([8.25, -3, 0, 0.04, -0.04, null].map((value) => formatSigned(value, 1))).toEqual([
      '+8.3',
      '-3.0',
      '0.0',
      '0.0',
      '0.0',
      '–',
    ]);
  });
});
