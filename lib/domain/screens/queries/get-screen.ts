import { eq } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { tvScreens } from '@/lib/db/schema/access';
import { AppError } from '@/lib/platform/errors/errors';
import type { ScreenRow } from './get-screens';

/** A screen by its id. Throws UNAUTHENTICATED when it was revoked or is gone. */
export async function getScreen(db: Db, screenId: number): Promise<ScreenRow> {
  const [row] = await db.select().from(tvScreens).where(eq(tvScreens.id, screenId));
  if (row === undefined || row.revokedAt !== null) {
    throw new AppError('UNAUTHENTICATED', 'This screen was removed. Pair it again.');
  }
  return row;
}
