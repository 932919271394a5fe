import type { EpochSeconds } from '@/lib/platform/time/instant';

/** What is known about the account's calls, as `connecteam_quota` keeps it for all processes (sync.md, Quota). */
export type QuotaState = {
  minuteLimit: number | null;
  minuteRemaining: number | null;
  minuteResetAt: EpochSeconds | null;
  dayLimit: number | null;
  dayRemaining: number | null;
  dayResetAt: EpochSeconds | null;
  ownCallsToday: number;
  blockedUntil: EpochSeconds | null;
  refusals: number;
};

export type QuotaRefusal = { until: EpochSeconds; cause: 'throttled' | 'quota' };

type RateField = 'minuteLimit' | 'minuteRemaining' | 'minuteResetAt' | 'dayLimit' | 'dayRemaining' | 'dayResetAt';
export type RateHeaders = { [Field in RateField]?: number };

export const UNKNOWN_QUOTA: QuotaState = {
  minuteLimit: null,
  minuteRemaining: null,
  minuteResetAt: null,
  dayLimit: null,
  dayRemaining: null,
  dayResetAt: null,
  ownCallsToday: 0,
  blockedUntil: null,
  refusals: 0,
};

/** The part of the day's calls that may be ours. */
const OWN_SHARE = 0.6;
const MINUTE = 60;
const DAY = 86_400;
const FIRST_BACKOFF_SECONDS = 16;
const LONGEST_BACKOFF_SECONDS = 900;
/** Of our calls of a day, what the frequent clock sync leaves to the daily jobs, webhooks and people. */
const SYNC_SHARE = 0.8;
export const REGULAR_INTERVAL_SECONDS = 300;

/** Reads the six headers (connecteam-api.md 4); what is absent or no number stays out. */
export function readRateHeaders(headers: Headers): RateHeaders {
  const read = (name: string): number | undefined => {
    const text = headers.get(`x-ratelimit-${name}`);
    return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;
  };
  return {
    minuteLimit: read('minute-limit'),
    minuteRemaining: read('minute-remaining'),
    minuteResetAt: read('minute-reset'),
    dayLimit: read('day-limit'),
    dayRemaining: read('day-remaining'),
    dayResetAt: read('day-reset'),
  };
}

/** Takes one call from the quota, or says until when none is free. */
export function takeCall(
  state: QuotaState,
  now: EpochSeconds,
): { state: QuotaState; refusal: null } | { refusal: QuotaRefusal } {
  const current = withoutPastWindows(state, now);
  const { blockedUntil, dayLimit, dayRemaining, dayResetAt, minuteRemaining, minuteResetAt } = current;
  if (blockedUntil !== null && blockedUntil > now) return refuse(blockedUntil, 'throttled');
  const dayEnd = resetWithin(dayResetAt, now, DAY);
  if (dayLimit !== null && dayEnd !== null && current.ownCallsToday >= Math.floor(dayLimit * OWN_SHARE)) {
    return refuse(dayEnd, 'quota');
  }
  if (dayRemaining !== null && dayRemaining <= 0 && dayEnd !== null) return refuse(dayEnd, 'throttled');
  const minuteEnd = resetWithin(minuteResetAt, now, MINUTE);
  if (minuteRemaining !== null && minuteRemaining <= 0 && minuteEnd !== null) return refuse(minuteEnd, 'throttled');
  return {
    state: {
      ...current,
      ownCallsToday: current.ownCallsToday + 1,
      minuteRemaining: minuteRemaining === null ? null : minuteRemaining - 1,
      dayRemaining: dayRemaining === null ? null : dayRemaining - 1,
    },
    refusal: null,
  };
}

/** The state after a good answer. */
export function afterAnswer(state: QuotaState, headers: RateHeaders): QuotaState {
  return { ...withHeaders(state, headers), refusals: 0, blockedUntil: null };
}

/**
 * The state after "too many requests": no call until the latest reset of an exhausted window. Without one, or with one
 * that is already past, an exponential pause; `random` in [0, 1) spreads it.
 */
export function afterRefusal(
  state: QuotaState,
  headers: RateHeaders,
  now: EpochSeconds,
  random: number,
): QuotaState & { blockedUntil: EpochSeconds } {
  const current = withHeaders(state, headers);
  const resets = [
    (current.minuteRemaining ?? 0) <= 0 ? resetWithin(current.minuteResetAt, now, MINUTE) : null,
    (current.dayRemaining ?? 0) <= 0 && current.dayRemaining !== null
      ? resetWithin(current.dayResetAt, now, DAY)
      : null,
  ].filter((reset) => reset !== null);
  const longest = Math.min(FIRST_BACKOFF_SECONDS * 2 ** Math.min(state.refusals, 10), LONGEST_BACKOFF_SECONDS);
  const backoff = now + Math.max(1, Math.ceil(longest * (0.5 + random / 2)));
  return {
    ...current,
    refusals: state.refusals + 1,
    blockedUntil: resets.length === 0 ? backoff : Math.max(...resets),
  };
}

/**
 * How far apart the frequent clock syncs must lie so that the day's share suffices (sync.md, Quota): 300 s on larger
 * plans, more on small ones. The freshness thresholds stretch with it. `callsPerRun` is one per time clock.
 */
export function clockSyncIntervalSeconds(dayLimit: number | null, callsPerRun: number): number {
  if (dayLimit === null || dayLimit <= 0) return REGULAR_INTERVAL_SECONDS;
  return Math.max(REGULAR_INTERVAL_SECONDS, Math.ceil((DAY * callsPerRun) / (dayLimit * OWN_SHARE * SYNC_SHARE)));
}

function refuse(until: EpochSeconds, cause: QuotaRefusal['cause']): { refusal: QuotaRefusal } {
  return { refusal: { until, cause } };
}

/** A window that ended is full again until the next answer says more. */
function withoutPastWindows(state: QuotaState, now: EpochSeconds): QuotaState {
  const next = { ...state };
  if (next.minuteResetAt !== null && next.minuteResetAt <= now) {
    next.minuteRemaining = next.minuteLimit;
    next.minuteResetAt = null;
  }
  if (next.dayResetAt !== null && next.dayResetAt <= now) {
    next.dayRemaining = next.dayLimit;
    next.dayResetAt = null;
    next.ownCallsToday = 0;
  }
  return next;
}

/** A reset later than its window is long comes from clocks that differ: at most one window from now. Null when past. */
function resetWithin(resetAt: EpochSeconds | null, now: EpochSeconds, windowSeconds: number): EpochSeconds | null {
  return resetAt === null || resetAt <= now ? null : Math.min(resetAt, now + windowSeconds);
}

function withHeaders(state: QuotaState, headers: RateHeaders): QuotaState {
  const next = { ...state };
  const isNewDay = isLater(headers.dayResetAt, state.dayResetAt);
  next.minuteLimit = headers.minuteLimit ?? state.minuteLimit;
  next.dayLimit = headers.dayLimit ?? state.dayLimit;
  next.minuteRemaining = remainingOf(
    isLater(headers.minuteResetAt, state.minuteResetAt),
    state.minuteRemaining,
    headers.minuteRemaining,
  );
  next.dayRemaining = remainingOf(isNewDay, state.dayRemaining, headers.dayRemaining);
  next.minuteResetAt = Math.max(headers.minuteResetAt ?? 0, state.minuteResetAt ?? 0) || null;
  next.dayResetAt = Math.max(headers.dayResetAt ?? 0, state.dayResetAt ?? 0) || null;
  // The call that brought this answer is the first of the new day.
  if (isNewDay && state.dayResetAt !== null) next.ownCallsToday = 1;
  return next;
}

function isLater(reset: EpochSeconds | undefined, known: EpochSeconds | null): boolean {
  return reset !== undefined && (known === null || reset > known);
}

/** Within one window the smaller number is the newer one: answers of parallel calls may overtake each other. */
function remainingOf(isNewWindow: boolean, known: number | null, said: number | undefined): number | null {
  if (said === undefined) return known;
  return isNewWindow || known === null ? said : Math.min(known, said);
}
