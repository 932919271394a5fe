import { toIsoInstant } from '../time/instant';
import { type Cached, cachedLoad } from './cache';
import type { CacheEntryPolicy } from './keys';

/** When the load of a cached body began, and whether it is the last good one because loading failed. */
export type AnswerFrame = { asOf: string; state: 'live' | 'stale' };

/** The answers of values in memory: the same text each time. */
const answers = new WeakMap<Cached<string>, string>();

/**
 * A cached JSON object as text, with `asOf` and `state` in front: kept as text, so that a hit is not written out again
 * (contract.md 6, "cached ready to send").
 */
export async function cachedAnswerText(policy: CacheEntryPolicy, load: () => Promise<object>): Promise<string> {
  const cached = await cachedLoad(policy, async () => JSON.stringify(await load()));
  let answer = answers.get(cached);
  if (answer === undefined) {
    answer = withFrame(cached);
    answers.set(cached, answer);
  }
  return answer;
}

/** {@link cachedAnswerText} as a value, for pages and for answers put together from several. */
export async function cachedAnswer<T extends object>(
  policy: CacheEntryPolicy,
  load: () => Promise<T>,
): Promise<T & AnswerFrame> {
  return JSON.parse(await cachedAnswerText(policy, load));
}

function withFrame(cached: Cached<string>): string {
  const frame = JSON.stringify({ asOf: toIsoInstant(cached.asOf), state: cached.state });
  return cached.data === '{}' ? frame : `${frame.slice(0, -1)},${cached.data.slice(1)}`;
}
