import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path';

describe('safeNextPath', () => {
  it('keeps a path of this site with its query', () => {
    expect(safeNextPath('/leaderboard?date=2026-03-08&department=Heat%20Press')).toBe(
      '/leaderboard?date=2026-03-08&department=Heat%20Press',
    );
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/./\\/evil.example',
    '/..//evil.example',
    'leaderboard',
    '',
    '/login?next=/login',
    '/api/auth/sign-out',
    null,
    undefined,
  ])('sends %j home', (wanted) => {
    expect(safeNextPath(wanted)).toBe('/');
  });

  it('never leads to another site', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', 'a', '\t', '\n', '%', '2', 'f', '?', '#') }),
        (wanted) => {
          const here = 'https://hub.example.com';
          expect(new URL(safeNextPath(wanted), here).origin).toBe(here);
        },
      ),
    );
  });
});
