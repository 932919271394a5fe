import { describe, expect, it } from 'vitest';
import { framesOf } from './frame-trace';

const FRAME = 1_000_000 / 60;
const main = { pid: 7, tid: 1 };
const compositor = { pid: 7, tid: 2 };
const named = { name: 'thread_name', ph: 'M', ts: 0, ...main, args: { name: 'CrRendererMain' } };
const draws = (count: number) =>
  Array.from({ length: count + 1 }, (_, frame) => ({ name: 'DrawFrame', ph: 'I', ts: frame * FRAME, ...compositor }));
const task = (ts: number, dur: number, thread = main) => ({ name: 'RunTask', ph: 'X', ts, dur, ...thread });

describe('frames of a trace', () => {
  it('all have room when nothing takes long', () => {
    const frames = framesOf([named, ...draws(60), task(1_000, 5_000), task(20_000, 12_000)], 1);
    expect(frames).toEqual({
      drawn: expect.closeTo(60),
      withRoom: 1,
      longestTaskMillis: 12,
      busyMillis: expect.closeTo(17),
    });
  });

  it('a task of three frames leaves no room in those that it fills', () => {
    const frames = framesOf([named, ...draws(60), task(0, 3 * FRAME)], 1);
    expect(frames.withRoom).toBeCloseTo(57 / 60);
    expect(frames.longestTaskMillis).toBeCloseTo(50);
  });

  it('short tasks that fill a frame together leave no room in it', () => {
    const frames = framesOf([named, ...draws(60), task(0, FRAME / 2), task(FRAME / 2, FRAME / 2)], 1);
    expect(frames.withRoom).toBeCloseTo(59 / 60);
  });

  it('other threads and other pages do not count', () => {
    const other = { pid: 9, tid: 1 };
    const others = [{ ...named, ...other }, task(0, 5 * FRAME, compositor), task(0, 5 * FRAME, other)];
    expect(framesOf([named, ...draws(60), task(0, 1_000), ...others], 1)).toMatchObject({
      withRoom: 1,
      longestTaskMillis: 1,
    });
  });

  it('a trace without any work of a page is no trace of a page', () => {
    expect(() => framesOf([named, ...draws(60)], 1)).toThrow(RangeError);
  });

  it('work is processor time, and a slower device takes longer over it', () => {
    const interrupted = { ...task(0, 9 * FRAME), tdur: FRAME / 2 };
    const frames = framesOf([named, ...draws(60), interrupted, task(FRAME, FRAME / 4)], 6);
    expect(frames.longestTaskMillis).toBeCloseTo(50);
    // Three frames and a half: what was asked for meanwhile comes after it.
    expect(frames.withRoom).toBeCloseTo(56 / 60);
  });
});
