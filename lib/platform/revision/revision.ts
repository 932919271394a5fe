import { createHash } from 'node:crypto';
import { AppError } from '@/lib/platform/errors/errors';
import { NO_REVISION } from './no-revision';

/**
 * A short text that stands for the values of something as somebody saw it; another one as soon as any value differs. It
 * goes out with what is shown, comes back with the edit, and shows whether anybody was faster. `none` for nothing.
 */
export function revisionOf(values: Record<string, unknown> | null): string {
  if (values === null) return NO_REVISION;
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha1').update(JSON.stringify(sorted)).digest('base64url').slice(0, 16);
}

/** Throws CONFLICT when the values are no longer those that the editor saw; without `seen` anything goes. */
export function requireRevision(values: Record<string, unknown> | null, seen: string | undefined): void {
  if (seen === undefined || seen === revisionOf(values)) return;
  throw new AppError('CONFLICT', 'Somebody else changed this meanwhile. Look at it again and repeat your change.');
}
