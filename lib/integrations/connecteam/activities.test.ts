import { describe, expect, it } from 'vitest';
import { mergePieces } from './activities';

const START = 1_790_000_000;
const shift = (id: string, end?: number) => ({
  id,
  start: { timestamp: START, timezone: 'America/Chicago' },
  ...(end === undefined ? {} : { end: { timestamp: end, timezone: 'America/Chicago' } }),
});
const person = (userId: number, shifts: unknown[], manualBreaks: unknown[] = []) => ({ userId, shifts, manualBreaks });

describe('the pieces of a read', () => {
  it('are merged by id, the later word counts', () => {
    const answer = mergePieces(1, [[person(7, [shift('a')])], [person(7, [shift('a', START + 60), shift('b')])]]);
    expect([...answer.shifts.keys()]).toEqual(['a', 'b']);
    expect(answer.shifts.get('a')).toMatchObject({ userId: 7, clockOut: START + 60 });
  });

  it('list only who is in every one of them', () => {
    const answer = mergePieces(1, [
      [person(7, []), person(8, [])],
      [person(8, []), person(9, [])],
    ]);
    expect([...answer.listedUserIds]).toEqual([8]);
  });

  it('cut fractions of seconds off and take an end without a time for open', () => {
    const row = { id: 'a', start: { timestamp: START + 0.9 }, end: {}, isAutoClockOut: null };
    const answer = mergePieces(1, [[person(7, [row])]]);
    expect(answer.shifts.get('a')).toEqual({
      id: 'a',
      userId: 7,
      clockIn: START,
      clockOut: null,
      isAutoClockOut: false,
      timeZone: null,
    });
  });

  it('count what cannot be read, remember its id and take its person off the list', () => {
    const answer = mergePieces(1, [
      [
        person(7, [shift('a'), { id: 'b', start: { timestamp: 'soon' } }]),
        person(8, [], [{ start: {} }]),
        { userId: 9 },
        person(6, []),
      ],
    ]);
    expect(answer.unreadable).toEqual({ count: 3, ids: new Set(['b']) });
    expect([...answer.listedUserIds]).toEqual([6]);
    expect([...answer.shifts.keys()]).toEqual(['a']);
  });
});
