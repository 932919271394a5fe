import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '@/lib/platform/time/business-day';
import { askedPieces, mergeWindows, regularWindow, windowInterval } from './window';

const chicago = { timeZone: 'America/Chicago', dayStart: '00:00' };
const at = (iso: string) => Date.parse(iso) / 1000;
const NOON = at('2026-10-14T12:00:00-05:00');

describe('the window of a regular run', () => {
  it('goes back 45 days at first, else to the earliest of three reasons', () => {
    expect(regularWindow(chicago, NOON, null, null)).toEqual({ firstDay: '2026-08-30', lastDay: '2026-10-14' });
    expect(regularWindow(chicago, NOON, NOON - 300, null)).toEqual({ firstDay: '2026-10-12', lastDay: '2026-10-14' });
    expect(regularWindow(chicago, NOON, NOON - 5 * 86_400, null).firstDay).toBe('2026-10-08');
    expect(regularWindow(chicago, NOON, NOON - 300, NOON - 9 * 86_400).firstDay).toBe('2026-10-05');
  });

  it('counts in the business days of the site', () => {
    const night = { ...chicago, dayStart: '06:00' };
    expect(regularWindow(night, at('2026-10-14T03:00:00-05:00'), NOON - 86_400, null).lastDay).toBe('2026-10-13');
  });
});

describe('what is asked for', () => {
  it('covers the window with a day before, and a day after that holds whatever endDate means', () => {
    expect(askedPieces({ firstDay: '2026-10-12', lastDay: '2026-10-14' })).toEqual([
      { startDate: '2026-10-11', endDate: '2026-10-16' },
    ]);
  });

  it('comes in pieces of at most 90 days that share a day and leave none out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (length) => {
        const window = { firstDay: '2026-01-31', lastDay: addDays('2026-01-31', length) };
        const pieces = askedPieces(window);
        expect(pieces[0]?.startDate).toBe('2026-01-30');
        expect(pieces.at(-1)?.endDate).toBe(addDays(window.lastDay, 2));
        for (const [index, piece] of pieces.entries()) {
          expect(daysBetween(piece.startDate, piece.endDate)).toBeLessThan(90);
          if (index > 0) expect(piece.startDate).toBe(pieces[index - 1]?.endDate);
        }
      }),
    );
  });

  it('lies around the window by a full day at each end on days that change the clocks too', () => {
    for (const day of ['2026-03-08', '2026-11-01', '2026-07-01']) {
      const [piece] = askedPieces({ firstDay: day, lastDay: day });
      const { start, end } = windowInterval(chicago, { firstDay: day, lastDay: day });
      const asked = windowInterval(chicago, {
        firstDay: piece?.startDate ?? '',
        lastDay: addDays(piece?.endDate ?? '', -1),
      });
      expect(start - asked.start).toBeGreaterThanOrEqual(23 * 3_600);
      expect(asked.end - end).toBeGreaterThanOrEqual(23 * 3_600);
    }
  });
});

describe('several windows', () => {
  it('become one where they are near each other', () => {
    const day = (name: string) => ({ firstDay: name, lastDay: name });
    const windows = ['2026-10-14', '2026-09-01', '2026-10-12', '2026-10-12'].map(day);
    expect(mergeWindows(windows)).toEqual([day('2026-09-01'), { firstDay: '2026-10-12', lastDay: '2026-10-14' }]);
    const long = { firstDay: '2026-10-01', lastDay: '2026-10-20' };
    expect(mergeWindows([long, day('2026-10-05')])).toEqual([long]);
  });
});
