import { expect, it } from 'vitest';
import { keyState } from './key-texts';

const NOW = 1_800_000_000;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

it.each([
  [null, null, 'active', 'Active'],
  [NOW + 10 * 86_400, null, 'active', 'Active until Mon, 25 Jan 2027, 08:00'],
  [NOW + 3_600, null, 'ending', 'Ends in 1 h'],
  [NOW, null, 'expired', 'Ended Fri, 15 Jan 2027, 08:00'],
  [NOW + 3_600, NOW - 60, 'revoked', 'Revoked Fri, 15 Jan 2027, 07:59'],
])('ends %s, revoked %s: %s', (expiresAt, revokedAt, kind, text) => {
  const key = {
    expiresAt: expiresAt === null ? null : iso(expiresAt),
    revokedAt: revokedAt === null ? null : iso(revokedAt),
  };
  expect(keyState(key, NOW, 'UTC')).toEqual({ kind, text });
});
