import type * as z from 'zod';
import { AppError } from '@/lib/platform/errors/errors';

/** The sort key of the last row of a page as the cursor of the next page, which then holds when rows come and go. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key out of a cursor. Throws VALIDATION when it is not a cursor of this list. */
export function decodeCursor<T>(key: z.ZodType<T>, cursor: string): T {
  const parsed = key.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new AppError('VALIDATION', 'The cursor is not one of this list.', {
    details: [{ field: 'cursor', message: 'must be the nextCursor of the page before' }],
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the schema
  }
}
