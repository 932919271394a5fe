import { describe, expect, it } from 'vitest';
import { stagesOf } from './stages';

const run = (stages: Parameters<typeof stagesOf>[0]['stages'], status: 'queued' | 'running' = 'running') =>
  stagesOf({ stages, status, estimatedPersonDays: 100 }).map(({ done, total }) => `${done}/${total}`);

describe('stagesOf', () => {
  it('takes the estimate until all days are looked up, then what was found', () => {
    const awards = { done: 0, total: 0 };
    const none = { done: 0, failed: 0, total: 0 };
    expect(run({ request: { daysDone: 0, daysTotal: 7 }, drain: none, awards }, 'queued')).toEqual([
      '0/7',
      '0/100',
      '0/0',
    ]);
    const some = { done: 20, failed: 1, total: 60 };
    expect(run({ request: { daysDone: 3, daysTotal: 7 }, drain: some, awards })).toEqual(['3/7', '21/100', '0/0']);
    const all = { done: 80, failed: 1, total: 81 };
    expect(run({ request: { daysDone: 7, daysTotal: 7 }, drain: all, awards: { done: 5, total: 80 } })).toEqual([
      '7/7',
      '81/81',
      '5/80',
    ]);
  });
});
