import type { Modes } from './modes';

export type PlanName = 'sbp' | 'expert' | 'enterprise';
export type RateLimits = { minute: number; day: number };

export const PLAN_LIMITS: Record<PlanName, RateLimits> = {
  sbp: { minute: 5, day: 100 },
  expert: { minute: 100, day: 10_000 },
  enterprise: { minute: 200, day: 20_000 },
};

const WINDOW_SECONDS: Record<keyof RateLimits, number> = { minute: 60, day: 86_400 };

/** The account's two fixed windows, shared by all keys and tokens (connecteam-api.md 4). */
export class RateLimiter {
  limits: RateLimits = { ...PLAN_LIMITS.expert };
  readonly #now: () => number;
  readonly #modes: Modes;
  readonly #windows: Record<keyof RateLimits, { startsAt: number; used: number }>;

  constructor(now: () => number, modes: Modes) {
    this.#now = now;
    this.#modes = modes;
    this.#windows = {
      minute: { startsAt: this.#windowStart('minute'), used: 0 },
      day: { startsAt: this.#windowStart('day'), used: 0 },
    };
  }

  /** Charges one call. A refused one costs nothing unless the mode `refusedCallsCount` is on. */
  take(): boolean {
    const { minute, day } = this.usage();
    const isAllowed = minute.remaining > 0 && day.remaining > 0;
    if (isAllowed || this.#modes.refusedCallsCount) this.#charge(1);
    return isAllowed;
  }

  /** Calls of other integrations of the same account. */
  consume(calls: number): void {
    this.#roll();
    this.#charge(calls);
  }

  /** Opens both windows afresh. */
  reset(): void {
    for (const window of Object.values(this.#windows)) window.used = 0;
  }

  usage(): Record<keyof RateLimits, { limit: number; remaining: number; reset: number }> {
    this.#roll();
    return { minute: this.#usageOf('minute'), day: this.#usageOf('day') };
  }

  headers(): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const [name, window] of Object.entries(this.usage())) {
      headers[`x-ratelimit-${name}-limit`] = String(window.limit);
      headers[`x-ratelimit-${name}-remaining`] = String(window.remaining);
      headers[`x-ratelimit-${name}-reset`] = String(window.reset);
    }
    return headers;
  }

  #usageOf(name: keyof RateLimits) {
    const { startsAt, used } = this.#windows[name];
    const limit = this.limits[name];
    return { limit, remaining: Math.max(0, limit - used), reset: startsAt + WINDOW_SECONDS[name] };
  }

  #charge(calls: number): void {
    for (const window of Object.values(this.#windows)) window.used += calls;
  }

  #roll(): void {
    const { minute, day } = this.#windows;
    const minuteStart = this.#windowStart('minute');
    const passedMinutes = Math.round((minuteStart - minute.startsAt) / 60);
    if (this.#windowStart('day') !== day.startsAt) this.#windows.day = { startsAt: this.#windowStart('day'), used: 0 };
    if (passedMinutes === 0) return;
    this.#windows.minute = { startsAt: minuteStart, used: this.#modes.backgroundCallsPerMinute };
    const minutesOfToday = Math.min(Math.max(1, passedMinutes), (minuteStart - this.#windows.day.startsAt) / 60 + 1);
    this.#windows.day.used += this.#modes.backgroundCallsPerMinute * minutesOfToday;
  }

  #windowStart(name: keyof RateLimits): number {
    return this.#now() - (this.#now() % WINDOW_SECONDS[name]);
  }
}
