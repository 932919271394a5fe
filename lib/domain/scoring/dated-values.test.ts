import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedSpans } from './dated-values';
import { versionOn } from './roles';

const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`);
const versions = fc.uniqueArray(fc.record({ validFrom: day, value: fc.nat(2) }), {
  selector: (one) => one.validFrom,
  minLength: 1,
  maxLength: 5,
});

describe('changedSpans', () => {
  it('holds exactly the days whose value differs', () => {
    fc.assert(
      fc.property(versions, versions, (before, after) => {
        const edges = [...before, ...after].map((one) => one.validFrom);
        const isSame = (on: string) => versionOn(before, on)?.value === versionOn(after, on)?.value;
        const spans = changedSpans(edges, isSame);
        for (const on of ['1999-01-01', ...Array.from({ length: 9 }, (_, n) => `2026-03-0${n + 1}`), '2099-01-01']) {
          const isInside = spans.some(
            (span) => (span.from === null || span.from <= on) && (span.before === null || on < span.before),
          );
          expect(isInside).toBe(!isSame(on));
        }
      }),
    );
  });

  it('ends at the next version', () => {
    const isChanged = (on: string) => on >= '2026-03-05' && on < '2026-03-10';
    expect(changedSpans(['2026-03-10', '2026-03-01', '2026-03-05'], (on) => !isChanged(on))).toEqual([
      { from: '2026-03-05', before: '2026-03-10' },
    ]);
    expect(changedSpans(['2026-03-01'], () => false)).toEqual([{ from: null, before: null }]);
    expect(changedSpans(['2026-03-01'], () => true)).toEqual([]);
  });
});
