import * as z from 'zod';
import { AppError } from '@/lib/platform/errors/errors';
import type { BoardPosition } from './rules';

const cursorSchema = z.tuple([z.number().int(), z.number().int(), z.number().int().nullable(), z.number().int()]);

/** The position of the last row of a page as the cursor of the next: it holds when people move meanwhile. */
export function cursorOf(position: BoardPosition): string {
  const { pointsThousandths, items, firstActivityAt, employeeId } = position;
  return Buffer.from(JSON.stringify([pointsThousandths, items, firstActivityAt, employeeId])).toString('base64url');
}

/** Throws VALIDATION when it is not a cursor of ours. */
export function positionOfCursor(cursor: string): BoardPosition {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) {
    throw new AppError('VALIDATION', 'The cursor is not one of this list.', {
      details: [{ field: 'cursor', message: 'must be the nextCursor of the page before' }],
    });
  }
  const [pointsThousandths, items, firstActivityAt, employeeId] = parsed.data;
  return { pointsThousandths, items, firstActivityAt, employeeId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the schema
  }
}
