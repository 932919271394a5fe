/** Limits are per minute, by the clock: every count begins anew with the minute. */
export const RATE_WINDOW_SECONDS = 60;

/**
 * Requests a minute, of one API key, one signed-in person, or one address where nobody is known. They stop programs that
 * run wild, not busy ones: a page that follows the floor asks some 30 times a minute. Sign-in has limits of its own.
 */
export const RATE_LIMITS = {
  /** GET */
  read: 6_000,
  /** POST, PUT, DELETE */
  write: 600,
  /** Scans; a request carries up to 1,000 of them. */
  ingest: 1_200,
  /** A batch stands for up to 20 reads. */
  batch: 120,
  /** Opening of live streams; many screens may share a key. */
  live: 1_200,
  /** Deliveries of a source; at the start of a shift everybody clocks in. */
  webhook: 3_000,
  /** Of one address: codes for screens that are to be paired. */
  pairing: 30,
  /** Of one address: a screen that waits for its code to be typed asks every few seconds. */
  waiting: 600,
  /** Of one address: requests without a valid key or session, where one is needed. */
  refused: 300,
} as const;

export type RateClass = keyof typeof RATE_LIMITS;
