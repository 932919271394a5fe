import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIsoInstant, toIsoInstant } from '@/lib/platform/time/instant';
import { siftRows } from './rules';

const NOW = fromIsoInstant('2026-03-09T15:00:00Z');

const good = {
  referenceId: 'r-1',
  userEmail: 'mara@example.com',
  activityType: 'Picking',
  itemsCount: 12,
  windowStart: '2026-03-09T14:00:00Z',
  windowEnd: '2026-03-09T14:10:00Z',
};

const sift = (...rows: unknown[]) => siftRows(rows, 'api', NOW);
const factOf = (changes: object) => {
  const { facts, rejected } = sift({ ...good, ...changes });
  expect(rejected).toEqual([]);
  return facts[0];
};
const codeOf = (changes: object) => sift({ ...good, ...changes }).rejected[0]?.code;

describe('reading a work window', () => {
  it('takes the given id, else the email in lower case, else the name as the key of the person', () => {
    expect(factOf({ userEmail: ' Mara@Example.COM ', userName: 'Mara' })).toMatchObject({
      source: 'api',
      externalId: 'mara@example.com',
      externalEmail: 'mara@example.com',
      externalName: 'Mara',
    });
    expect(factOf({ externalId: 'u-7', userName: 'Mara' })?.externalId).toBe('u-7');
    expect(factOf({ userEmail: '  ', userName: ' Mara L. ', externalId: null })?.externalId).toBe('Mara L.');
    expect(codeOf({ userEmail: '', userName: null })).toBe('no_identity');
  });

  it('takes the source of the row before that of the sender, and none that is the time clock', () => {
    expect(factOf({ source: 'CSV' })?.source).toBe('csv');
    expect(codeOf({ source: 'connecteam' })).toBe('reserved_source');
    expect(codeOf({ source: 'no spaces' })).toBe('invalid');
  });

  it.each([
    [1, undefined],
    [10_000, undefined],
    [0, undefined],
    [-1, 'items_out_of_range'],
    [10_001, 'items_out_of_range'],
    [1.5, 'invalid'],
    ['12', 'invalid'],
    [null, 'invalid'],
  ])('judges %j items as %j', (itemsCount, code) => {
    expect(codeOf({ itemsCount })).toBe(code);
  });

  it.each([
    ['2026-03-09T14:00:00Z', '2026-03-09T15:00:00Z', undefined],
    ['2026-03-09T14:00:00.9Z', '2026-03-09T15:00:00.999Z', undefined],
    ['2026-03-09T14:00:00Z', '2026-03-09T15:00:01Z', 'window_too_long'],
    ['2026-03-09T14:00:00Z', '2026-03-09T14:00:00Z', 'window_order'],
    ['2026-03-09T14:00:00.8Z', '2026-03-09T14:00:00.2Z', 'window_order'],
    ['2026-03-09T14:10:00Z', '2026-03-09T14:00:00Z', 'window_order'],
    ['2026-03-09T16:00:00Z', '2026-03-09T16:10:00Z', undefined],
    ['2026-03-09T16:00:01Z', '2026-03-09T16:10:00Z', 'window_in_future'],
    ['1999-12-31T23:59:59Z', '2000-01-01T00:10:00Z', 'window_too_old'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:10:00Z', 'window_too_old'],
    ['2026-03-09 14:00:00', '2026-03-09T14:10:00Z', 'invalid'],
    ['2026-02-30T14:00:00Z', '2026-03-09T14:10:00Z', 'invalid'],
    ['yesterday', '2026-03-09T14:10:00Z', 'invalid'],
  ])('judges the window %s to %s as %j', (windowStart, windowEnd, code) => {
    expect(codeOf({ windowStart, windowEnd })).toBe(code);
  });

  it('cuts fractions off and lets a window that becomes empty end one second later', () => {
    const cut = factOf({ windowStart: '2026-03-09T14:00:00.200Z', windowEnd: '2026-03-09T14:00:00.800Z' });
    expect(cut).toMatchObject({ windowStart: NOW - 3600, windowEnd: NOW - 3599 });
    const tiny = factOf({ windowStart: '2026-03-09T14:00:00.0000001Z', windowEnd: '2026-03-09T14:00:00.0000002Z' });
    expect(tiny).toMatchObject({ windowStart: NOW - 3600, windowEnd: NOW - 3599 });
  });

  it('understands offsets', () => {
    expect(factOf({ windowStart: '2026-03-09T09:00:00-05:00' })?.windowStart).toBe(NOW - 3600);
  });

  it('trims what the database would not tell apart and makes half characters whole', () => {
    expect(factOf({ referenceId: 'r-1  ' })?.referenceId).toBe('r-1');
    expect(factOf({ referenceId: 'r\ud800' })?.referenceId).toBe('r\ufffd');
    expect(codeOf({ referenceId: '   ' })).toBe('invalid');
    expect(codeOf({ referenceId: 'x'.repeat(129) })).toBe('invalid');
    expect(codeOf({ activityType: 'x'.repeat(65) })).toBe('invalid');
    // lower case of this letter is longer than the letter
    expect(codeOf({ userEmail: 'İ'.repeat(191) })).toBe('invalid');
  });
});

describe('reading a batch', () => {
  it('rejects bad rows by index and keeps the good ones', () => {
    const { facts, rejected } = sift({ ...good, itemsCount: -1 }, good, 'text', null, { ...good, referenceId: 'r-2' });
    expect(facts.map((fact) => fact.referenceId)).toEqual(['r-1', 'r-2']);
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'items_out_of_range'],
      [2, 'invalid'],
      [3, 'invalid'],
    ]);
    expect(rejected.every((row) => row.message.length > 0)).toBe(true);
  });

  it('names every wrong field of a row', () => {
    const message = sift({ ...good, itemsCount: '3', windowEnd: 'soon' }).rejected[0]?.message;
    expect(message).toContain('itemsCount: ');
    expect(message).toContain('windowEnd: ');
  });

  it('lets the last good row of one key count', () => {
    const { facts, repeated } = sift(
      good,
      { ...good, itemsCount: 13 },
      { ...good, source: 'csv' },
      { ...good, itemsCount: -4 },
    );
    expect(facts.map((fact) => [fact.source, fact.itemsCount])).toEqual([
      ['api', 13],
      ['csv', 12],
    ]);
    expect(repeated).toBe(1);
  });

  it('never throws, and accounts for every row, whatever is sent', () => {
    const field = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(good)));
    const row = fc.record(Object.fromEntries(Object.keys(good).map((name) => [name, field])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(fc.oneof(row, fc.anything())), (rows) => {
        const { facts, repeated, rejected } = siftRows(rows, 'api', NOW);
        expect(facts.length + repeated + rejected.length).toBe(rows.length);
      }),
    );
  });

  it('stores only windows of whole seconds, never empty, at most an hour long and an hour ahead', () => {
    const instant = fc
      .tuple(fc.integer({ min: NOW - 8000, max: NOW + 8000 }), fc.integer({ min: 0, max: 999_999 }))
      .map(([seconds, micros]) => toIsoInstant(seconds).replace('Z', `.${String(micros).padStart(6, '0')}Z`));
    fc.assert(
      fc.property(instant, instant, (windowStart, windowEnd) => {
        const [fact] = sift({ ...good, windowStart, windowEnd }).facts;
        if (fact === undefined) return;
        const length = fact.windowEnd - fact.windowStart;
        expect(Number.isInteger(fact.windowStart) && Number.isInteger(fact.windowEnd)).toBe(true);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(3600);
        expect(fact.windowStart).toBeLessThanOrEqual(NOW + 3600);
      }),
    );
  });
});
