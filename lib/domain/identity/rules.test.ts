import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CandidatePeriod,
  chooseAttributed,
  identitySimilarity,
  nameSimilarity,
  normalizeEmail,
  normalizeName,
  similarityReason,
  suggestEmployees,
  suggestionLevel,
} from './rules';

describe('normalizeName', () => {
  it.each([
    ['José  Ávila', 'jose avila'],
    ['ANNE-MARIE o’Neil', 'anne marie o neil'],
    ['  3. Łukasz_77 ', 'łukasz'],
    ['ﬁona', 'fiona'],
    ['李 小龙', '李 小龙'],
    ['123 !', ''],
  ])('turns %j into %j', (name, expected) => {
    expect(normalizeName(name)).toBe(expected);
  });
});

describe('nameSimilarity', () => {
  it('is the Dice coefficient on letter pairs without spaces', () => {
    // night: ni ig gh ht; nacht: na ac ch ht -> 2 * 1 / 8
    expect(nameSimilarity('night', 'nacht')).toBe(0.25);
    // jo hn + s mith share nothing of length > 2; "ab cd" without spaces is abcd: ab bc cd vs ab bc -> 2 * 2 / 5
    expect(nameSimilarity('ab cd', 'abc')).toBe(0.8);
  });

  it('counts a repeated pair as often as both have it', () => {
    // aaaa: aa x3; aa: aa x1 -> 2 * 1 / 4
    expect(nameSimilarity('aaaa', 'aa')).toBe(0.5);
  });

  it('adds 0.2 for each distinct equal part longer than two letters', () => {
    // dana reed: da an na ar re ee ed; dana cole: da an na ac co ol le -> 6/14, + 0.2 for dana
    expect(nameSimilarity('Dana Reed', 'Dana Cole')).toBeCloseTo(6 / 14 + 0.2, 10);
    // a second dana adds nothing: 7 pairs and 10, of which they share da, an and na
    expect(nameSimilarity('dana dana', 'dana xyxyxyx')).toBeCloseTo(6 / 17 + 0.2, 10);
    // nor does a part of two letters
    // li wu: li iw wu; li po: li ip po -> 2/6
    expect(nameSimilarity('Li Wu', 'Li Po')).toBeCloseTo(2 / 6, 10);
  });

  it('is never above 1, and 0 with fewer than two letters', () => {
    expect(nameSimilarity('Mara Linden', 'mara línden')).toBe(1);
    expect(nameSimilarity('A', 'A')).toBe(0);
    expect(nameSimilarity('', 'Mara')).toBe(0);
    expect(nameSimilarity('42', '42')).toBe(0);
  });

  it('is symmetric and lies between 0 and 1 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const similarity = nameSimilarity(a, b);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(nameSimilarity(b, a)).toBeCloseTo(similarity, 12);
      }),
    );
  });
});

describe('identitySimilarity', () => {
  it('takes the best of name and local part, first name first or last', () => {
    const person = { name: 'Mara Linden' };
    expect(identitySimilarity({ name: 'warehouse 4', email: 'mara.linden@example.com' }, person)).toBe(1);
    expect(identitySimilarity({ name: null, email: 'lindenmara@example.com' }, person)).toBe(1);
    expect(identitySimilarity({ name: 'Linden, Mara' }, person)).toBe(1);
    expect(identitySimilarity({ name: null, email: null }, person)).toBe(0);
  });
});

describe('suggestions', () => {
  it('are HIGH from 0.75, POSSIBLE from 0.4, else BEST AVAILABLE', () => {
    expect([1, 0.75, 0.7499, 0.4, 0.3999, 0].map(suggestionLevel)).toEqual([
      'HIGH',
      'HIGH',
      'POSSIBLE',
      'POSSIBLE',
      'BEST AVAILABLE',
      'BEST AVAILABLE',
    ]);
  });

  it('come best first, of equals the lower id', () => {
    const people = [
      { id: 3, name: 'Mara Linden' },
      { id: 1, name: 'Otto Brandt' },
      { id: 2, name: 'Mara Linden' },
    ];
    const suggestions = suggestEmployees({ name: 'mara linden' }, people, 2);
    expect(suggestions.map((one) => [one.employee.id, one.level])).toEqual([
      [2, 'HIGH'],
      [3, 'HIGH'],
    ]);
  });
});

describe('similarityReason', () => {
  it('says what is the same, and which text of the login says so', () => {
    const ada = { name: 'Ada Kern', email: 'ada@example.com' };
    const reason = (name: string | null, email: string | null) => similarityReason({ name, email }, ada);
    expect(reason('Somebody', ' ADA@example.com')).toBe('Same email');
    expect(reason('Kern, Ada', null)).toBe('Same “ada” and “kern” in the name');
    expect(reason('K. Team', 'a.kern@example.org')).toBe('Same “kern” in the email');
    expect(reason('Ad Kernn', null)).toBe('Name of alike letters');
    expect(reason(null, 'adkernn@example.org')).toBe('Email of alike letters');
    expect(reason('Zzz', 'zzz@example.org')).toBe('Nothing alike');
    expect(reason(null, null)).toBe('Nothing alike');
  });

  it('puts the same email before every likeness of names', () => {
    const people = [
      { id: 1, name: 'Ada Kern', email: null },
      { id: 2, name: 'Otto Brandt', email: 'ada.kern@example.com' },
    ];
    const [first, second] = suggestEmployees({ name: 'Ada Kern', email: 'ada.kern@example.com' }, people, 3);
    expect([first?.employee.id, second?.employee.id]).toEqual([1, 2]);
    expect([first?.similarity, second?.similarity]).toEqual([1, 1]);
    const [only] = suggestEmployees({ name: 'A. K.', email: 'ada.kern@example.com' }, people, 1);
    expect(only).toMatchObject({ employee: { id: 1 }, level: 'HIGH' });
  });
});

describe('normalizeEmail', () => {
  it('trims, lowers and turns nothing into null', () => {
    expect(normalizeEmail('  Mara@Example.COM ')).toBe('mara@example.com');
    expect([normalizeEmail('  '), normalizeEmail(null), normalizeEmail(undefined)]).toEqual([null, null, null]);
  });
});

describe('chooseAttributed', () => {
  const period = (id: number, source: string, clockOut: number | null, clockIn = 0): CandidatePeriod => ({
    id,
    source,
    clockIn,
    clockOut,
  });
  const idsOf = (periods: CandidatePeriod[]) => periods.map((one) => one.id);

  it('prefers Connecteam, and does not call the other source an overlap', () => {
    const chosen = chooseAttributed([period(1, 'csv', 900), period(2, 'connecteam', 100)]);
    expect([idsOf(chosen.attributed), idsOf(chosen.setAside), idsOf(chosen.overlapping)]).toEqual([[2], [1], []]);
  });

  it('prefers the longer, then the lower id, and calls the other an overlap', () => {
    const chosen = chooseAttributed([
      period(1, 'connecteam', 100),
      period(3, 'connecteam', 900),
      period(2, 'connecteam', 900),
      period(4, 'connecteam', 900, 50),
    ]);
    expect([idsOf(chosen.attributed), idsOf(chosen.overlapping)]).toEqual([
      [2, 4],
      [3, 1],
    ]);
  });

  it('takes a period without an end as the longest', () => {
    expect(idsOf(chooseAttributed([period(1, 'csv', 900), period(2, 'csv', null)]).attributed)).toEqual([2]);
  });
});
