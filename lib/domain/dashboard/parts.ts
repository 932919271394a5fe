import { isDatabaseUnavailable } from '@/lib/db/errors';
import { AppError, describeError, type ErrorCode } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';

/** A part of an answer that is put together from several: its data, or why there is none. */
export type Part<T> = { ok: true; data: T } | { ok: false; error: { code: ErrorCode; message: string } };
type Loads = Record<string, () => Promise<unknown>>;
export type PartsOf<L extends Loads> = { [Name in keyof L]: Part<Awaited<ReturnType<L[Name]>>> };

/**
 * Loads all parts at the same time; one that fails says so in its place. Throws the first failure when nothing could be
 * loaded: then there is no answer worth giving.
 */
export async function gatherParts<L extends Loads>(loads: L): Promise<PartsOf<L>> {
  const names = Object.keys(loads);
  const results = await Promise.allSettled(names.map(async (name) => loads[name]?.()));
  const [first] = results;
  if (first?.status === 'rejected' && results.every((result) => result.status === 'rejected')) throw first.reason;
  const parts = results.map((result, index): [string, Part<unknown>] => {
    const name = names[index] ?? '';
    return [name, result.status === 'fulfilled' ? { ok: true, data: result.value } : failedPart(name, result.reason)];
  });
  return Object.fromEntries(parts) as PartsOf<L>;
}

/** What is not meant for the asker is logged and not told. */
function failedPart(name: string, error: unknown): Part<never> {
  if (error instanceof AppError) return { ok: false, error: { code: error.code, message: error.message } };
  getLogger().error({ part: name, error: describeError(error) }, 'a part of an answer failed');
  const isUnavailable = isDatabaseUnavailable(error);
  return {
    ok: false,
    error: isUnavailable
      ? { code: 'UNAVAILABLE', message: 'The database is not reachable. Try again in a moment.' }
      : { code: 'INTERNAL', message: 'This part could not be loaded. The reason is in the log.' },
  };
}
