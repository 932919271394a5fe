import { AppError, describeError } from '../errors/errors';
import { getLogger } from '../log/log';

/**
 * A part of a page that is being drawn. When it cannot be loaded the page comes without it: the browser asks again and
 * shows what is wrong. What is refused (unknown person, no right) is thrown on.
 */
export async function loadPart<T>(part: string, loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof AppError && REFUSALS.has(error.code)) throw error;
    getLogger().warn({ part, error: describeError(error) }, 'a part of the page was not loaded');
    return null;
  }
}

const REFUSALS = new Set<AppError['code']>(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']);
