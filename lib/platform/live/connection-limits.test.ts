import { describe, expect, it } from 'vitest';
import { ConnectionLimits } from './connection-limits';

describe('the limits of live connections', () => {
  it('refuse a subject that has too many, and let others in', () => {
    const limits = new ConnectionLimits({ ofProcess: 10, ofSubject: 2 });
    const [first] = [limits.take('a'), limits.take('a')];
    expect(() => limits.take('a')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED', retryAfterSeconds: 15 }));
    limits.take('b');
    first();
    first(); // a second time counts for nothing
    limits.take('a');
    expect(() => limits.take('a')).toThrow();
    expect(limits.count).toBe(3);
  });

  it('refuse everybody when the process is full', () => {
    const limits = new ConnectionLimits({ ofProcess: 2, ofSubject: 2 });
    const leave = limits.take('a');
    limits.take('b');
    expect(() => limits.take('c')).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', retryAfterSeconds: 15 }));
    leave();
    limits.take('c');
    expect(limits.count).toBe(2);
  });
});
