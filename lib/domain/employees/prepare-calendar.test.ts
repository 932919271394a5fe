import { describe, expect, it } from 'vitest';
import { calendarRange, prepareWeeks } from './prepare-calendar';
import type { CalendarDay } from './schema';

const day = (date: string, changes: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  points: 100,
  targetPoints: 250,
  isWorked: true,
  isQualifying: false,
  isFinal: true,
  streak: 0,
  ...changes,
});

describe('the weeks of a streak calendar', () => {
  it('are eight and end with the week of the day, wherever weeks begin', () => {
    // 2026-03-10 is a Tuesday.
    expect(calendarRange('2026-03-10', 1)).toEqual({ from: '2026-01-19', to: '2026-03-10' });
    expect(calendarRange('2026-03-10', 7)).toEqual({ from: '2026-01-18', to: '2026-03-10' });
    const weeks = prepareWeeks(
      { ...calendarRange('2026-03-10', 1), days: [] },
      { weekStartsOn: 1, today: '2026-03-10' },
    );
    expect(weeks.map((week) => week.start)).toEqual([
      '2026-01-19',
      '2026-01-26',
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
    expect(weeks.every((week) => week.cells.length === 7)).toBe(true);
  });

  it('say of each day what it is for a streak', () => {
    const days = [
      day('2026-03-02', { isQualifying: true, streak: 1 }),
      day('2026-03-03'),
      day('2026-03-04', { isFinal: false }),
      day('2026-03-05', { isFinal: false, isQualifying: true }),
      day('2026-03-06', { isWorked: false }),
    ];
    const [week] = prepareWeeks(
      { from: '2026-03-02', to: '2026-03-07', days },
      { weekStartsOn: 1, today: '2026-03-07' },
    );
    expect(week?.cells.map((cell) => cell.state)).toEqual([
      'qualifying',
      'missed',
      'open',
      'qualifying',
      'off',
      'off',
      'ahead',
    ]);
    expect(week?.cells[0]?.day?.streak).toBe(1);
    expect(week?.cells[5]?.day).toBeNull();
  });
});
