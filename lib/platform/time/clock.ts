import { type EpochSeconds, epochSecondsFromMillis } from './instant';

/** Where the present comes from. Core functions receive an instant; only edges own a clock. */
export type Clock = { now(): EpochSeconds };

export const systemClock: Clock = { now: () => epochSecondsFromMillis(Date.now()) };

/** The present as whole epoch seconds. */
export function currentInstant(): EpochSeconds {
  return systemClock.now();
}

/** Monotonic milliseconds, for measuring durations only. */
export function monotonicMillis(): number {
  return performance.now();
}
