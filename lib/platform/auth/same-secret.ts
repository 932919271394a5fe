import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether what was sent is the secret; how long that takes says nothing about either. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(secret));
}
