import { describe, expect, it } from 'vitest';
import { requireRevision, revisionOf } from './revision';

describe('revisionOf', () => {
  it('is the same for the same values in any order and another for any other value', () => {
    expect(revisionOf({ a: 1, b: 'x' })).toBe(revisionOf({ b: 'x', a: 1 }));
    expect(revisionOf({ a: 1, b: 'x' })).not.toBe(revisionOf({ a: 1, b: null }));
    expect(revisionOf(null)).toBe('none');
  });

  it('refuses an edit of something that changed', () => {
    expect(() => requireRevision({ a: 1 }, revisionOf({ a: 1 }))).not.toThrow();
    expect(() => requireRevision({ a: 2 }, undefined)).not.toThrow();
    expect(() => requireRevision({ a: 2 }, revisionOf({ a: 1 }))).toThrow(/Somebody else/);
    expect(() => requireRevision({ a: 2 }, revisionOf(null))).toThrow(/Somebody else/);
    expect(() => requireRevision(null, 'none')).not.toThrow();
  });
});
