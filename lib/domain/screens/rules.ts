import type { IsoDay } from '@/lib/platform/time/instant';

/** What a screen can show, one after the other. */
export const SCREEN_BOARDS = ['leaderboard', 'pace', 'departments', 'heat', 'streaks'] as const;
export type ScreenBoard = (typeof SCREEN_BOARDS)[number];

export const SCREEN_THEMES = ['calm', 'arena', 'contrast', 'seasonal'] as const;
export type ScreenTheme = (typeof SCREEN_THEMES)[number];

/** The season of a day as in the north, by its month: what the seasonal theme is coloured after. */
export function seasonOf(date: IsoDay): 'winter' | 'spring' | 'summer' | 'autumn' {
  const month = Number(date.slice(5, 7));
  if (month <= 2 || month === 12) return 'winter';
  if (month <= 5) return 'spring';
  return month <= 8 ? 'summer' : 'autumn';
}

/** How people are called on a screen: first name and initial, the whole name, or the alias they chose. */
export const NAME_FORMATS = ['short', 'full', 'alias'] as const;
export type NameFormat = (typeof NAME_FORMATS)[number];

/** How long a code can be typed. */
export const PAIRING_SECONDS = 600;
export const CODE_LENGTH = 6;
/** 31 characters, none of which looks like another: no 0 O, 1 I L. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What a screen sends no sign of life for is called offline. It reports once a minute. */
export const OFFLINE_SECONDS = 150;

/** What an admin typed, as codes are stored: upper case, without spaces and dashes. */
export function normalCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]+/g, '');
}

/** A code of {@link CODE_LENGTH} even characters from random bytes; undefined when the bytes do not suffice. */
export function codeFrom(bytes: Iterable<number>): string | undefined {
  let code = '';
  const even = 256 - (256 % CODE_ALPHABET.length);
  for (const byte of bytes) {
    if (byte < even) code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
    if (code.length === CODE_LENGTH) return code;
  }
  return undefined;
}

type NamedPerson = { employeeId: number; name: string; alias: string | null };

/**
 * The names of people as a screen writes them. First names with an initial; where two would be called the same, with as
 * much of the last name as tells them apart, at last the whole name.
 */
export function screenNames(people: readonly NamedPerson[], format: NameFormat): Map<number, string> {
  if (format === 'full') return new Map(people.map(({ employeeId, name }) => [employeeId, name.trim()]));
  const names = new Map<number, string>();
  const unnamed: NamedPerson[] = [];
  for (const person of people) {
    if (format === 'alias' && person.alias !== null && person.alias.trim() !== '') {
      names.set(person.employeeId, person.alias.trim());
    } else {
      unnamed.push(person);
    }
  }
  const taken = new Set(names.values());
  for (const person of unnamed) names.set(person.employeeId, shortName(person, unnamed, taken));
  return names;
}

function shortName(person: NamedPerson, all: readonly NamedPerson[], taken: ReadonlySet<string>): string {
  const longest = [...lastNameOf(person.name)].length;
  for (let letters = 1; letters <= longest; letters += 1) {
    const text = withInitial(person.name, letters);
    const isOthers = all.some(
      (other) => other.employeeId !== person.employeeId && withInitial(other.name, letters) === text,
    );
    if (!isOthers && !taken.has(text)) return text;
  }
  return person.name.trim();
}

function lastNameOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? (words.at(-1) ?? '') : '';
}

/** `Rosalind A.`, with more letters `Rosalind Ach.`; a name of one word stays as it is. */
function withInitial(name: string, letters: number): string {
  const last = lastNameOf(name);
  const first = name.trim().split(/\s+/)[0] ?? '';
  if (last === '') return first;
  const shown = [...last].slice(0, letters).join('');
  return `${first} ${shown}${shown === last ? '' : '.'}`;
}
