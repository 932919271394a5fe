import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from '../platform/process/process-wide';

/**
 * How long after a write the primary must be read: longer than a replica that is read may be behind, which is its allowed
 * lag and the age of the look that found it.
 */
export const REPLICA_BEHIND_SECONDS = 10;

/** Pages and routes are bundled apart; what one says, the other must hear. */
const freshReads = () => processWide('fresh-reads', () => new AsyncLocalStorage<true>());

/** Runs `work` so that all its reads go to the primary: it must see what was written a moment ago. */
export function withFreshReads<T>(work: () => T): T {
  return freshReads().run(true, work);
}

/** Whether the running work is inside {@link withFreshReads}. */
export function wantsFreshReads(): boolean {
  return freshReads().getStore() === true;
}
