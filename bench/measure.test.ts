import { describe, expect, it } from 'vitest';
import { fastestOf, median, medianOf, quantile, race, ratioOf } from './measure';
import { isMet, reportTable } from './report';

describe('a race', () => {
  it('lets everybody run in every round, in turning order, and counts after the warm-up only', async () => {
    const ran: string[] = [];
    const contenders = ['a', 'b', 'c'].map((name) => ({
      name,
      run: async (round: number) => ran.push(`${name}${round}`),
    }));
    const times = await race(contenders, { warmUp: 1, rounds: 3 });
    expect(ran).toEqual(['a0', 'b0', 'c0', 'b1', 'c1', 'a1', 'c2', 'a2', 'b2', 'a3', 'b3', 'c3']);
    expect([...times.values()].map((millis) => millis.length)).toEqual([3, 3, 3]);
  });

  it('fails when a contender fails', async () => {
    const broken = { name: 'broken', run: () => Promise.reject(new Error('no')) };
    await expect(race([broken], { warmUp: 0, rounds: 1 })).rejects.toThrow('no');
  });
});

describe('the figures', () => {
  const times = new Map([
    ['slow', [20, 40, 30]],
    ['fast', [10, 10, 20]],
  ]);

  it('are medians and ratios of medians', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(medianOf(times, 'slow')).toBe(30);
    expect(fastestOf(times, ['slow', 'fast'])).toBe('fast');
    expect(ratioOf(times, 'slow', 'fast')).toEqual({ ratio: 3, quartiles: [1.75, 3] });
  });

  it('are refused when nothing ran', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => medianOf(times, 'nobody')).toThrow(RangeError);
  });
});

describe('the report', () => {
  const finding = { section: 's', what: 'w', unit: 'x' as const, note: 'n' };

  it('says honestly what met its target', () => {
    expect(isMet({ ...finding, value: 1.5, target: { is: 'at most', value: 1.5 } })).toBe(true);
    expect(isMet({ ...finding, value: 1.51, target: { is: 'at most', value: 1.5 } })).toBe(false);
    expect(isMet({ ...finding, value: 0.49, target: { is: 'at least', value: 0.5 } })).toBe(false);
    expect(isMet({ ...finding, value: 1, target: null })).toBe(null);
  });

  it('shows a missed target in the table', () => {
    const missed = { ...finding, value: 0.3, target: { is: 'at least', value: 0.5 } as const, isMet: false };
    const text = reportTable({
      startedAt: '2026-03-01T00:00:00Z',
      machine: { cores: 2, node: 'v24', server: 'x' },
      data: { people: 1, days: 1, activities: 1 },
      findings: [missed],
    });
    expect(text).toMatch(/0\.30 x\s+at least 0\.50 x\s+NOT MET/);
  });
});
