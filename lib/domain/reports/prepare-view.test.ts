import { describe, expect, it } from 'vitest';
import { awardsByLabel, changeText } from './prepare-view';
import type { DailyReport } from './schema';

describe('a change in a report', () => {
  it('is in percent with its sign, in numbers against nothing', () => {
    expect(changeText(110, 100)).toBe('+10.0%');
    expect(changeText(95, 100)).toBe('-5.0%');
    expect(changeText(100, 100)).toBe('0.0%');
    expect(changeText(1_200, 0)).toBe('+1,200');
    expect(changeText(0, 0)).toBe('as many');
  });
});

describe('the awards of a report', () => {
  it('stand together by kind, in the order they came', () => {
    const award = (label: string, name: string): DailyReport['awards'][number] => ({
      key: 'early_bird',
      label,
      periodKey: '2026-03-10',
      earnedDate: '2026-03-10',
      points: 5,
      employeeId: 1,
      name,
    });
    expect(awardsByLabel([award('Star', 'Ada'), award('Bird', 'Ada'), award('Star', 'Bo')])).toEqual([
      { label: 'Star', names: ['Ada', 'Bo'] },
      { label: 'Bird', names: ['Ada'] },
    ]);
    expect(awardsByLabel([])).toEqual([]);
  });
});
