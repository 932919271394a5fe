import { describe, expect, it } from 'vitest';
import { occasionOf, scheduleText } from './prepare';

describe('scheduleText', () => {
  it.each([
    [{ kind: 'every', seconds: 300 }, 'every 5 min'],
    [{ kind: 'every', seconds: 30 }, 'every 30 s'],
    [{ kind: 'after-day-start', minutes: 5 }, '5 min after the day begins'],
    [{ kind: 'daily', at: '18:30' }, 'daily 18:30'],
    [{ kind: 'weekly', weekday: 1, at: '02:00' }, 'Monday 02:00'],
    [{ kind: 'weekly', weekday: 7, at: '02:00' }, 'Sunday 02:00'],
  ] as const)('%j is %s', (schedule, text) => {
    expect(scheduleText(schedule)).toBe(text);
  });
});

describe('occasionOf', () => {
  it.each([
    ['main/2026-11-22T10:05:00Z', 'planned'],
    ['main/woken/17', 'woken'],
    ['main/ordered/0b1c', 'ordered'],
  ])('%s is %s', (slot, occasion) => {
    expect(occasionOf(slot)).toBe(occasion);
  });
});
