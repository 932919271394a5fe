import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendTailwindMerge } from 'tailwind-merge';
import { describe, expect, it } from 'vitest';
import { buttonClasses } from './button-classes';
import { cn } from './class-names';

/** The library with its whole list, and the sizes of our own, which it does not know. */
const mergeAll = extendTailwindMerge({
  extend: {
    theme: { spacing: ['tv-xs', 'tv-s', 'tv-m', 'tv-l', 'tv-xl'], radius: ['tv'] },
    classGroups: { 'font-size': [{ text: ['tv-xs', 'tv-s', 'tv-m', 'tv-l', 'tv-xl', 'tv-large', 'tv-huge', 'tv-giant'] }] },
  },
});

const sources = filesBelow('components').concat(filesBelow('app')).map((path) => readFileSync(path, 'utf8'));
/** What is written in each call of `cn`, and in each `className`. */
const calls = sources.flatMap(callsIn);
const given = [...new Set(sources.flatMap((text) => [...text.matchAll(/className[=:]\s*["']([^"']+)["']/g)].map(([, found]) => found ?? '')))];

describe('cn', () => {
  it('lets the last of two win that say the same', () => {
    expect(cn('px-4 text-sm', 'px-2 text-ink')).toBe('text-sm px-2 text-ink');
    expect(cn('px-2', 'p-4')).toBe('p-4');
    expect(cn('p-4', 'px-2')).toBe('p-4 px-2');
    expect(cn('hover:bg-sunken', 'bg-surface')).toBe('hover:bg-sunken bg-surface');
  });

  it('decides about what one call says as the whole list does', () => {
    expect(calls.length).toBeGreaterThan(100);
    for (const { written } of calls) expect(cn(written)).toBe(mergeAll(written));
  });

  it('decides about whatever a component may be given as the whole list does', () => {
    const open = calls.filter(({ isOpen }) => isOpen).map(({ written }) => written);
    expect(open.length).toBeGreaterThan(30);
    expect(given.length).toBeGreaterThan(500);
    const looks = (['primary', 'outline', 'ghost'] as const).flatMap((variant) =>
      (['default', 'large', 'icon'] as const).map((size) => buttonClasses({ variant, size })),
    );
    const differing = [...open, ...looks].flatMap((written) =>
      given.map((more) => `${written} ${more}`).filter((both) => cn(both) !== mergeAll(both)),
    );
    expect(differing).toEqual([]);
  });
});

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `isOpen`: classes from outside are joined to those that are written. */
function callsIn(text: string): { written: string; isOpen: boolean }[] {
  return [...text.matchAll(/\bcn\(/g)].map(({ index, 0: start }) => {
    const from = index + start.length;
    let end = from;
    for (let depth = 1; depth > 0 && end < text.length; end += 1) {
      if (text[end] === '(') depth += 1;
      if (text[end] === ')') depth -= 1;
    }
    const body = text.slice(from, end - 1);
    const strings = [...body.matchAll(/'([^'\n]*)'/g)].map(([, found]) => found ?? '');
    return { written: strings.join(' '), isOpen: /class/i.test(body.replaceAll(/'[^'\n]*'/g, '')) };
  });
}
