import { describe, expect, it } from 'vitest';
import { estimatedSeconds, measuredSpeed, newStages, progressOf, secondsLeftOf } from './rules';

describe('progress of a recalculation', () => {
  const stages = { ...newStages(10), drain: { done: 50, failed: 0, total: 100 }, awards: { done: 0, total: 0 } };

  it('follows the person-days scored, then the awards, and is whole only when done', () => {
    const run = { status: 'running' as const, estimatedPersonDays: 100, stages };
    expect(progressOf(run)).toBeCloseTo(0.45);
    expect(progressOf({ ...run, estimatedPersonDays: 200 })).toBeCloseTo(0.225);
    const all = { ...stages, drain: { done: 99, failed: 1, total: 100 }, awards: { done: 30, total: 60 } };
    expect(progressOf({ ...run, stages: all })).toBeCloseTo(0.95);
    expect(progressOf({ ...run, stages: { ...all, awards: { done: 60, total: 60 } } })).toBe(0.99);
    expect(progressOf({ ...run, status: 'done' })).toBe(1);
    expect(progressOf({ ...run, estimatedPersonDays: 0, stages: newStages(0) })).toBe(0);
  });

  it('tells the seconds left once it can', () => {
    expect(secondsLeftOf(0.25, 30)).toBe(90);
    expect(secondsLeftOf(0.25, 1)).toBeNull();
    expect(secondsLeftOf(0.01, 30)).toBeNull();
    expect(secondsLeftOf(0.5, null)).toBeNull();
  });

  it('estimates by runs that say something', () => {
    expect(measuredSpeed([])).toBe(250);
    expect(
      measuredSpeed([
        { personDays: 199, seconds: 1 },
        { personDays: 900, seconds: 0 },
      ]),
    ).toBe(250);
    expect(
      measuredSpeed([
        { personDays: 1_000, seconds: 4 },
        { personDays: 2_000, seconds: 2 },
      ]),
    ).toBe(500);
    expect(estimatedSeconds(1_001, 250)).toBe(5);
  });
});
