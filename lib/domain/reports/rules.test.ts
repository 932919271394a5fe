import { describe, expect, it } from 'vitest';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { isRevised, reportDueAt } from './rules';

describe('when a report is due', () => {
  it('is half past six of the site on the date of the day, on both sides of a jump of the clocks', () => {
    const due = (date: string, timeZone = 'America/Chicago') => reportDueAt({ timeZone, dayStart: '06:00' }, date);
    expect(due('2026-03-07')).toBe(fromIsoInstant('2026-03-08T00:30:00Z'));
    expect(due('2026-03-08')).toBe(fromIsoInstant('2026-03-08T23:30:00Z'));
    expect(due('2026-03-08', 'Asia/Kolkata')).toBe(fromIsoInstant('2026-03-08T13:00:00Z'));
  });
});

describe('whether a day was revised', () => {
  const numbers = { people: 2, clockedSeconds: 3_600, items: 10, finishedItems: 4, points: 8.25 };

  it('is so when any of its main numbers is another', () => {
    expect(isRevised(numbers, { ...numbers })).toBe(false);
    expect(isRevised(numbers, { ...numbers, people: 3 })).toBe(true);
    expect(isRevised(numbers, { ...numbers, clockedSeconds: 3_601 })).toBe(true);
    expect(isRevised(numbers, { ...numbers, items: 9 })).toBe(true);
    expect(isRevised(numbers, { ...numbers, finishedItems: 5 })).toBe(true);
    expect(isRevised(numbers, { ...numbers, points: 8.26 })).toBe(true);
  });
});
