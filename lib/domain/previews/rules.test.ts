import { describe, expect, it } from 'vitest';
import { latestDays } from './rules';

const day = (scoreDate: string) => ({ scoreDate });
const SCORED = [day('2026-03-01'), day('2026-03-02'), day('2026-03-02'), day('2026-03-04'), day('2026-03-04')];

describe('latestDays', () => {
  it('takes all days while they are not too many', () => {
    expect(latestDays(SCORED, '2026-02-07', 5)).toEqual({ personDays: SCORED, from: '2026-02-07' });
  });

  it('takes whole days from the latest on, and says where that begins', () => {
    expect(latestDays(SCORED, '2026-02-07', 4)).toEqual({ personDays: SCORED.slice(1), from: '2026-03-02' });
    expect(latestDays(SCORED, '2026-02-07', 3)).toEqual({ personDays: SCORED.slice(3), from: '2026-03-04' });
    expect(latestDays(SCORED, '2026-02-07', 1)).toEqual({ personDays: SCORED.slice(3), from: '2026-03-04' });
  });
});
