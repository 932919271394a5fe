import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';

/**
 * What can go wrong with Connecteam (connecteam-api.md 3.3, 5). Messages name the path and the status and say what to
 * do; they never hold a key, a token or a whole answer.
 */
export abstract class ConnecteamError extends Error {
  /** A short word for `sync_runs.details.reason`. */
  abstract readonly reason: string;
}

/** The key, token or client credentials are refused. Trying again does not help. */
export class ConnecteamAuthError extends ConnecteamError {
  readonly reason = 'auth';

  constructor(path: string, status: number, upstream: string) {
    super(
      `Connecteam refused our credentials (${status} on ${path}: ${upstream}). ` +
        'Check CONNECTEAM_API_KEY, or CONNECTEAM_CLIENT_ID and CONNECTEAM_CLIENT_SECRET.',
    );
    this.name = 'ConnecteamAuthError';
  }
}

/** No call may be made before `until`. */
export class ConnecteamThrottledError extends ConnecteamError {
  readonly reason: 'throttled' | 'quota';
  readonly until: EpochSeconds;

  constructor(until: EpochSeconds, cause: 'throttled' | 'quota') {
    super(
      cause === 'quota'
        ? `Our share of the account's calls is used up until ${toIsoInstant(until)}.`
        : `Connecteam takes no calls of ours until ${toIsoInstant(until)}.`,
    );
    this.name = 'ConnecteamThrottledError';
    this.until = until;
    this.reason = cause;
  }
}

/** The account's plan or the app's scopes do not cover the call. */
export class ConnecteamPlanError extends ConnecteamError {
  readonly reason = 'plan';

  constructor(path: string, status: number, upstream: string) {
    super(
      `Connecteam does not allow ${path} (${status}: ${upstream}). The account needs the Expert plan with the hub ` +
        'that this call belongs to, and an OAuth app the matching scope.',
    );
    this.name = 'ConnecteamPlanError';
  }
}

/** The call itself is wrong: a bad date, range or parameter. */
export class ConnecteamValidationError extends ConnecteamError {
  readonly reason = 'validation';

  constructor(path: string, status: number, upstream: string) {
    super(`Connecteam refused the parameters of ${path} (${status}: ${upstream}).`);
    this.name = 'ConnecteamValidationError';
  }
}

/** What the call is about does not exist there, for example a time clock. */
export class ConnecteamNotFoundError extends ConnecteamError {
  readonly reason = 'not_found';

  constructor(path: string, status: number, upstream: string) {
    super(`Connecteam does not know what ${path} asks for (${status}: ${upstream}).`);
    this.name = 'ConnecteamNotFoundError';
  }
}

/** Connecteam could not be reached or failed, also after several tries. */
export class ConnecteamUnavailableError extends ConnecteamError {
  readonly reason = 'unavailable';

  constructor(path: string, problem: string, cause?: unknown) {
    super(`Connecteam could not answer ${path}: ${problem}.`, cause === undefined ? undefined : { cause });
    this.name = 'ConnecteamUnavailableError';
  }
}

/** Whether the same call may be answered well a little later. */
export function isPassingTrouble(error: unknown): error is ConnecteamUnavailableError | ConnecteamFormatError {
  return error instanceof ConnecteamUnavailableError || error instanceof ConnecteamFormatError;
}

/** The answer is not what the documentation promises: HTML, broken JSON, or a list that is missing. */
export class ConnecteamFormatError extends ConnecteamError {
  readonly reason = 'format';

  constructor(path: string, problem: string) {
    super(`Connecteam's answer to ${path} cannot be read: ${problem}. Check CONNECTEAM_BASE_URL if this stays.`);
    this.name = 'ConnecteamFormatError';
  }
}
