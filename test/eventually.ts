import { vi } from 'vitest';

/** So long may anything take on the busiest machine; what is not there by then will not come. */
const HANGS_MILLIS = 30_000;

/** Waits until `check` does not throw any more and returns what it returned; throws what it threw last. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: HANGS_MILLIS, interval: 25 });
}
