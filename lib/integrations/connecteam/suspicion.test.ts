import { describe, expect, it } from 'vitest';
import { type Observation, observe } from './suspicion';

const NOW = 1_790_000_000;
const short = { fingerprint: 'a', stored: 10, answered: 2, missing: 8, missingFrom: 1, missingTo: 2 };

function observeAt(times: { at: number; fingerprint?: string }[]) {
  let observations: Observation[] = [];
  let isConfirmed = false;
  for (const { at, fingerprint = 'a' } of times) {
    ({ observations, isConfirmed } = observe(observations, { ...short, fingerprint }, NOW + at));
  }
  return { observations, isConfirmed };
}

describe('short answers', () => {
  it('are believed from the third equal one on, half an hour after the first', () => {
    expect(observeAt([{ at: 0 }, { at: 1_800 }]).isConfirmed).toBe(false);
    expect(observeAt([{ at: 0 }, { at: 300 }, { at: 1_799 }]).isConfirmed).toBe(false);
    expect(observeAt([{ at: 0 }, { at: 300 }, { at: 1_800 }]).isConfirmed).toBe(true);
  });

  it('are counted apart when they lack other rows', () => {
    const mixed = observeAt([{ at: 0 }, { at: 900, fingerprint: 'b' }, { at: 1_000 }, { at: 1_800, fingerprint: 'b' }]);
    expect(mixed.isConfirmed).toBe(false);
    expect(mixed.observations.map((one) => [one.fingerprint, one.answers])).toEqual([
      ['b', 2],
      ['a', 2],
    ]);
  });

  it('are remembered in a bounded number', () => {
    const many = observeAt(Array.from({ length: 30 }, (_, index) => ({ at: index, fingerprint: String(index) })));
    expect(many.observations).toHaveLength(8);
    expect(many.observations[0]?.fingerprint).toBe('29');
  });
});
