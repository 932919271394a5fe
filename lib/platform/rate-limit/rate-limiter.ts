import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { withLimit } from '@/lib/platform/process/with-limit';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { RATE_WINDOW_SECONDS } from './limits';

/** Counts over all web processes. Adds to the count of a key, which is forgotten after `ttlSeconds`; answers the new count. */
export type SharedCounts = { add(key: string, number: number, ttlSeconds: number): Promise<number> };

export type RateLimiterOptions = {
  /** Undefined: this process counts alone. */
  shared: SharedCounts | undefined;
  now(): EpochSeconds;
  monotonicMillis(): number;
  /** What a request waits at most for the shared counts. */
  limitMillis?: number;
};

/** Requests this process may still let through are `granted - used`; when spent, the window has no more to grant. */
type Counter = { used: number; granted: number; isSpent: boolean; asking: Promise<void> | undefined };

const LIMIT_MILLIS = 1_000;
/** After the shared counts failed, nobody waits for them for so long. */
const AWAY_MILLIS = 5_000;
/** A process takes the limit in so many shares, so that most requests are counted without asking anybody. */
const SHARES = 50;

/**
 * Limits requests per key and window of a minute. The shared count is never passed; a process that has taken a share
 * and does not use it up leaves it unused. Without shared counts each process has the whole limit for itself.
 */
export class RateLimiter {
  readonly #options: RateLimiterOptions;
  readonly #counters = new Map<string, Counter>();
  #window = 0;
  #awayUntil = Number.NEGATIVE_INFINITY;

  constructor(options: RateLimiterOptions) {
    this.#options = options;
  }

  /** Counts one request. Returns 0 when it may go on, else the seconds until the next window. Never throws. */
  async take(key: string, limit: number): Promise<number> {
    const now = this.#options.now();
    const counter = this.#counterOf(key, Math.floor(now / RATE_WINDOW_SECONDS));
    const window = this.#window;
    while (counter.used >= counter.granted && !counter.isSpent) {
      counter.asking ??= this.#ask(counter, `${key}:${window}`, limit).finally(() => {
        counter.asking = undefined;
      });
      await counter.asking;
    }
    if (counter.used >= counter.granted) return RATE_WINDOW_SECONDS - (now % RATE_WINDOW_SECONDS);
    counter.used += 1;
    return 0;
  }

  #counterOf(key: string, window: number): Counter {
    if (window !== this.#window) {
      this.#window = window;
      this.#counters.clear();
    }
    let counter = this.#counters.get(key);
    if (counter === undefined) {
      counter = { used: 0, granted: 0, isSpent: false, asking: undefined };
      this.#counters.set(key, counter);
    }
    return counter;
  }

  async #ask(counter: Counter, key: string, limit: number): Promise<void> {
    const { shared, monotonicMillis, limitMillis } = this.#options;
    const share = Math.max(1, Math.floor(limit / SHARES));
    if (shared !== undefined && monotonicMillis() >= this.#awayUntil) {
      try {
        const adding = shared.add(key, share, 2 * RATE_WINDOW_SECONDS);
        const total = await withLimit(adding, limitMillis ?? LIMIT_MILLIS);
        const granted = Math.max(0, share - Math.max(0, total - limit));
        counter.granted += granted;
        counter.isSpent = granted < share;
        return;
      } catch (error) {
        this.#awayUntil = monotonicMillis() + AWAY_MILLIS;
        getLogger().debug({ error: describeError(error) }, 'requests are counted in this process only');
      }
    }
    counter.granted = limit;
    counter.isSpent = true;
  }
}
