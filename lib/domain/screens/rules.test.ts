import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, CODE_LENGTH, codeFrom, normalCode, screenNames, seasonOf } from './rules';

describe('codes', () => {
  it('have six characters that cannot be taken for each other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 60 }), (bytes) => {
        const code = codeFrom(bytes);
        if (code === undefined) return;
        expect(code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`));
      }),
    );
    expect(CODE_ALPHABET).not.toMatch(/[01OIL]/);
  });

  it('use each character alike, and none from too few bytes', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const letter = codeFrom(Array.from({ length: CODE_LENGTH }, () => byte))?.[0];
      if (letter !== undefined) seen.set(letter, (seen.get(letter) ?? 0) + 1);
    }
    expect(new Set(seen.values()).size).toBe(1);
    expect(seen.size).toBe(CODE_ALPHABET.length);
    expect(codeFrom([1, 2, 3])).toBeUndefined();
  });

  it('may be typed in any case, with spaces and dashes', () => {
    expect(normalCode(' ab3-x 9k ')).toBe('AB3X9K');
  });
});

describe('seasons', () => {
  it('change with the month', () => {
    const days = ['2026-11-30', '2026-12-01', '2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01', '2026-09-01'];
    expect(days.map(seasonOf)).toEqual(['autumn', 'winter', 'winter', 'spring', 'spring', 'summer', 'autumn']);
  });
});

const person = (employeeId: number, name: string, alias: string | null = null) => ({ employeeId, name, alias });

describe('names on a screen', () => {
  it('are the first name and an initial', () => {
    const names = screenNames([person(1, 'Rosalind Achebe'), person(2, '雅婷 林'), person(3, 'Cher')], 'short');
    expect([...names.values()]).toEqual(['Rosalind A.', '雅婷 林', 'Cher']);
  });

  it('tell apart those who would be called the same', () => {
    const people = [person(1, 'Ana Silva'), person(2, 'Ana Santos'), person(3, 'Ana Silveira'), person(4, 'Ana Silva')];
    const names = screenNames(people, 'short');
    expect(names.get(2)).toBe('Ana Sa.');
    expect(names.get(3)).toBe('Ana Silve.');
    expect(names.get(1)).toBe('Ana Silva');
  });

  it('are aliases where somebody has one', () => {
    const people = [person(1, 'Rosalind Achebe', 'Roz'), person(2, 'Tomasz Nowak', ' ')];
    expect([...screenNames(people, 'alias').values()].sort()).toEqual(['Roz', 'Tomasz N.']);
  });

  it('never show more of a last name than is needed, and never nothing', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(word, word), { minLength: 1, maxLength: 12 }), (pairs) => {
        const people = pairs.map(([first, last], index) => person(index, `${first} ${last}`));
        const names = screenNames(people, 'short');
        for (const { employeeId, name } of people) {
          const shown = names.get(employeeId) ?? '';
          expect(shown).not.toBe('');
          expect(name.startsWith(shown.replace(/\.$/, ''))).toBe(true);
        }
        const distinct = new Set(people.map(({ name }) => name));
        if (distinct.size === people.length) expect(new Set(names.values()).size).toBe(people.length);
      }),
    );
  });
});
