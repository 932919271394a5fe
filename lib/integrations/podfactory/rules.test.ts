import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { latestRereadTime, podFactoryRowSchema, rereadFrom, toIncomingActivity } from './rules';

const chicago = 'America/Chicago';
const at = fromIsoInstant;

describe('latestRereadTime', () => {
  it.each([
    ['2026-03-09T05:00:59Z', '2026-03-09T01:00:00Z'], // 00:00:59 on the 9th: still 20:00 of the 8th
    ['2026-03-09T05:01:00Z', '2026-03-09T05:01:00Z'],
    ['2026-03-09T10:59:59Z', '2026-03-09T05:01:00Z'],
    ['2026-03-09T11:00:00Z', '2026-03-09T11:00:00Z'],
    ['2026-03-09T18:30:00Z', '2026-03-09T17:00:00Z'],
    ['2026-03-10T04:59:00Z', '2026-03-10T01:00:00Z'],
  ])('at %s is %s', (now, expected) => {
    expect(toIsoInstant(latestRereadTime(chicago, at(now)))).toBe(expected);
  });
});

describe('rereadFrom', () => {
  const calendar = { timeZone: chicago, dayStart: '00:00' };
  const from = (now: string, startedAt: string, isStart = false) => {
    const start = rereadFrom(calendar, at(now), { isStart, startedAt: at(startedAt) });
    return start === null ? null : toIsoInstant(start);
  };

  it('goes back three days at the start, over a change of the clocks too', () => {
    expect(from('2026-03-09T15:00:00Z', '2026-03-09T14:58:00Z', true)).toBe('2026-03-06T06:00:00Z');
  });

  it('takes the current day once after each of the times', () => {
    expect(from('2026-03-09T17:01:00Z', '2026-03-09T16:59:00Z')).toBe('2026-03-09T05:00:00Z');
    expect(from('2026-03-09T17:03:00Z', '2026-03-09T17:01:00Z')).toBeNull();
  });

  it('completes the day that ended just after midnight', () => {
    expect(from('2026-03-10T05:01:30Z', '2026-03-10T04:59:00Z')).toBe('2026-03-09T05:00:00Z');
  });
});

describe('a row of PodFactory', () => {
  const row = {
    id: 7,
    user_email: 'mara@example.com',
    user_name: 'Mara Linden',
    action: 'Picking',
    items_count: 12,
    window_start: '2026-03-09 14:00:00',
    window_end: '2026-03-09 14:10:00.500',
  };

  it('becomes a work window with the id as its reference', () => {
    expect(toIncomingActivity(podFactoryRowSchema.parse(row))).toEqual({
      referenceId: '7',
      userEmail: 'mara@example.com',
      userName: 'Mara Linden',
      activityType: 'Picking',
      itemsCount: 12,
      windowStart: '2026-03-09T14:00:00Z',
      windowEnd: '2026-03-09T14:10:00.500Z',
    });
  });

  it.each([
    ['items_count', null],
    ['items_count', ''],
    ['items_count', '1.5'],
    ['window_end', null],
    ['window_start', '09.03.2026'],
    ['action', null],
    ['id', 0],
  ])('is refused with %s = %j, never read as something else', (column, value) => {
    expect(podFactoryRowSchema.safeParse({ ...row, [column]: value }).success).toBe(false);
  });

  it('may have its number as the text of a decimal column', () => {
    expect(podFactoryRowSchema.parse({ ...row, id: '12', items_count: '30.00' })).toMatchObject({
      id: 12,
      items_count: 30,
    });
  });
});
