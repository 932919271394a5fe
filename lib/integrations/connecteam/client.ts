import { setTimeout as sleepMillis } from 'node:timers/promises';
import type * as z from 'zod';
import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import {
  ConnecteamAuthError,
  ConnecteamFormatError,
  ConnecteamNotFoundError,
  ConnecteamPlanError,
  ConnecteamThrottledError,
  ConnecteamUnavailableError,
  ConnecteamValidationError,
  isPassingTrouble,
} from './errors';
import { TokenSource } from './oauth';
import { clockSyncIntervalSeconds, readRateHeaders } from './quota';
import type { QuotaStore } from './quota-store';
import {
  breakTypeSchema,
  breakTypesDataSchema,
  type ConnecteamBreakType,
  type ConnecteamClock,
  type ConnecteamUser,
  clocksDataSchema,
  companyDataSchema,
  detailTextSchema,
  envelopeSchema,
  type TimeActivitiesOfUser,
  timeActivitiesDataSchema,
  userSchema,
  usersDataSchema,
} from './schemas';
import { createTransport, type HttpAnswer, type Transport, upstreamText } from './transport';

/** Waits so many milliseconds. */
export type Sleep = (millis: number) => Promise<unknown>;

export type ConnecteamCredentials = { apiKey: string } | { clientId: string; clientSecret: string };

export type ConnecteamClientOptions = {
  baseUrl: string;
  credentials: ConnecteamCredentials;
  quota: QuotaStore;
  clock: Clock;
  /** The time clocks that belong to the hub (CONNECTEAM_CLOCK_IDS); none given: all. */
  clockIds?: readonly number[];
  /** Time limit of one exchange. */
  timeoutMillis?: number;
  sleep?: Sleep;
  /** In [0, 1). */
  random?: () => number;
};

/** A list of which some rows could not be read; those are counted, never silently missing. */
export type ReadList<T> = { rows: T[]; unreadable: number };

type Query = Record<string, string | number | readonly (string | number)[] | undefined>;

/** What one run may still spend on a source in trouble (sync.md, Quota and trouble). */
type Budget = { failures: number; waitSeconds: number };

const TIMEOUT_MILLIS = 30_000;
const TRIES_PER_CALL = 5;
const FAILURES_PER_RUN = 30;
const WAIT_SECONDS_PER_RUN = 90;
const USERS_PER_PAGE = 500;
const USER_IDS_PER_CALL = 100;
const FIRST_RETRY_MILLIS = 1_000;

/** Credentials that a request header can carry, checked without ever quoting them. */
function checkedSecret(name: string, value: string): string {
  const text = value.trim();
  if (!/^[\x21-\x7e]+$/.test(text)) throw new Error(`${name} holds characters that no Connecteam credential has.`);
  return text;
}

/**
 * Connecteam's API (connecteam-api.md). Counts its calls in the shared quota, retries a failing source with growing
 * pauses, and turns every refusal into a typed error. Make one per process and {@link startRun} for every run.
 */
export class ConnecteamClient {
  readonly #quota: QuotaStore;
  readonly #clock: Clock;
  readonly #sleep: Sleep;
  readonly #random: () => number;
  readonly #transport: Transport;
  readonly #tokens: TokenSource | null;
  readonly #apiKey: string | null;
  readonly #budget: Budget = { failures: FAILURES_PER_RUN, waitSeconds: WAIT_SECONDS_PER_RUN };
  readonly #options: ConnecteamClientOptions;
  #goodAnswers = 0;

  /** @throws Error when the address or the credentials cannot be used at all */
  constructor(options: ConnecteamClientOptions, shared?: { transport: Transport; tokens: TokenSource | null }) {
    this.#options = options;
    this.#quota = options.quota;
    this.#clock = options.clock;
    this.#sleep = options.sleep ?? sleepMillis;
    this.#random = options.random ?? Math.random;
    this.#transport = shared?.transport ?? createTransport(options.baseUrl, options.timeoutMillis ?? TIMEOUT_MILLIS);
    const { credentials } = options;
    if ('apiKey' in credentials) {
      this.#apiKey = checkedSecret('CONNECTEAM_API_KEY', credentials.apiKey);
      this.#tokens = null;
    } else {
      this.#apiKey = null;
      const pair = {
        clientId: checkedSecret('CONNECTEAM_CLIENT_ID', credentials.clientId),
        clientSecret: checkedSecret('CONNECTEAM_CLIENT_SECRET', credentials.clientSecret),
      };
      this.#tokens = shared?.tokens ?? new TokenSource(pair, this.#transport, this.#clock);
    }
  }

  /** The same client with the full budget of a new run; the token stays. */
  startRun(): ConnecteamClient {
    return new ConnecteamClient(this.#options, { transport: this.#transport, tokens: this.#tokens });
  }

  /** The time clocks that belong to the hub, or null for all. */
  get clockIds(): readonly number[] | null {
    const { clockIds } = this.#options;
    return clockIds === undefined || clockIds.length === 0 ? null : clockIds;
  }

  /** Calls of this run that were answered well. */
  get goodAnswers(): number {
    return this.#goodAnswers;
  }

  /** Seconds that regular clock syncs must lie apart so that the account's calls suffice (sync.md, Quota). */
  async clockSyncIntervalSeconds(clockCount: number): Promise<number> {
    return clockSyncIntervalSeconds(await this.#quota.dayLimit(), clockCount);
  }

  /** Pauses the way this client does between tries. */
  sleep(millis: number): Promise<unknown> {
    return this.#sleep(millis);
  }

  /** The company behind the credentials; a cheap test of them. */
  async getCompany(): Promise<z.infer<typeof companyDataSchema>> {
    return this.#get('/me', {}, companyDataSchema);
  }

  /** All users, archived ones too, each once, however the pages shift meanwhile (connecteam-api.md 6). */
  async listUsers(): Promise<ReadList<ConnecteamUser>> {
    const byId = new Map<number, ConnecteamUser>();
    let unreadable = 0;
    for (let offset = 0; ; ) {
      const query = { limit: USERS_PER_PAGE, offset, sort: 'created_at', order: 'asc', userStatus: 'all' };
      const page = await this.#get('/users/v1/users', query, usersDataSchema);
      const read = readRows(page.users, userSchema);
      unreadable += read.unreadable;
      const known = byId.size;
      for (const user of read.rows) byId.set(user.userId, user);
      if (page.users.length < USERS_PER_PAGE) return { rows: [...byId.values()], unreadable };
      if (byId.size === known) throw new ConnecteamFormatError('/users/v1/users', 'its pages repeat each other');
      offset += page.users.length;
    }
  }

  /** The users with these ids, archived ones too; those that do not exist are left out. */
  async listUsersById(userIds: readonly number[]): Promise<ReadList<ConnecteamUser>> {
    const result: ReadList<ConnecteamUser> = { rows: [], unreadable: 0 };
    for (let at = 0; at < userIds.length; at += USER_IDS_PER_CALL) {
      const some = userIds.slice(at, at + USER_IDS_PER_CALL);
      const query = { limit: USERS_PER_PAGE, offset: 0, userStatus: 'all', userIds: some };
      const page = await this.#get('/users/v1/users', query, usersDataSchema);
      const read = readRows(page.users, userSchema);
      result.rows.push(...read.rows);
      result.unreadable += read.unreadable;
    }
    return result;
  }

  /** All time clocks, archived ones too. Not a paged list. */
  async listTimeClocks(): Promise<ConnecteamClock[]> {
    const data = await this.#get('/time-clock/v1/time-clocks', {}, clocksDataSchema);
    return data.timeClocks;
  }

  /** The break types of a clock. Not a paged list. @throws ConnecteamNotFoundError when there is no such clock */
  async listBreakTypes(clockId: number): Promise<ReadList<ConnecteamBreakType>> {
    const data = await this.#get(`/time-clock/v1/time-clocks/${clockId}/manual-breaks`, {}, breakTypesDataSchema);
    return readRows(data.manualBreaks, breakTypeSchema);
  }

  /**
   * The shifts and breaks of a clock from `startDate` to `endDate`, at most 90 days, with every person assigned to it.
   * Not a paged list. @throws ConnecteamNotFoundError when there is no such clock
   */
  async listTimeActivities(clockId: number, startDate: IsoDay, endDate: IsoDay): Promise<TimeActivitiesOfUser[]> {
    const path = `/time-clock/v1/time-clocks/${clockId}/time-activities`;
    const data = await this.#get(path, { startDate, endDate }, timeActivitiesDataSchema);
    return data.timeActivitiesByUsers;
  }

  async #get<Data extends z.ZodType>(path: string, query: Query, schema: Data): Promise<z.infer<Data>> {
    const json = await this.#call(path, query);
    const envelope = envelopeSchema.safeParse(json);
    if (!envelope.success) throw new ConnecteamFormatError(path, 'it has no "data"');
    const data = schema.safeParse(envelope.data.data);
    if (!data.success) {
      const issue = data.error.issues[0];
      throw new ConnecteamFormatError(path, `"data.${issue?.path.join('.') ?? ''}" is missing or of another type`);
    }
    this.#goodAnswers += 1;
    return data.data;
  }

  /** One call until it is answered: retries trouble, waits for the quota, renews a token once. */
  async #call(path: string, query: Query): Promise<unknown> {
    const target = `${path}${queryText(query)}`;
    const tokens = this.#tokens;
    let hasRenewedToken = false;
    for (let failures = 0; ; ) {
      if (this.#budget.failures <= 0) throw new ConnecteamUnavailableError(path, 'too many calls of this run failed');
      const token = tokens === null ? null : await this.#retrying(() => tokens.get());
      const refusal = await this.#quota.take(this.#clock.now());
      if (refusal !== null) {
        await this.#waitUntil(refusal.until, refusal.cause);
        continue;
      }
      let answer: HttpAnswer;
      try {
        const headers: Record<string, string> =
          token === null ? { 'x-api-key': this.#apiKey ?? '' } : { authorization: `Bearer ${token}` };
        answer = await this.#transport({ method: 'GET', path: target, headers });
      } catch (error) {
        failures += 1;
        await this.#pauseAfterFailure(error, failures);
        continue;
      }
      const rate = readRateHeaders(answer.headers);
      if (isThrottled(answer)) {
        const until = await this.#quota.recordRefusal(rate, this.#clock.now(), this.#random());
        await this.#waitUntil(until, 'throttled');
        continue;
      }
      if (answer.status < 300) {
        await this.#quota.recordAnswer(rate, this.#clock.now());
        return answer.json;
      }
      if (token !== null && !hasRenewedToken && (answer.status === 401 || answer.status === 403)) {
        hasRenewedToken = true;
        tokens?.discard(token);
        continue;
      }
      if (rate.dayRemaining !== undefined) await this.#quota.recordAnswer(rate, this.#clock.now());
      throw this.#refusalError(path, answer);
    }
  }

  /** The typed error of a refusal, read from the body's shape (connecteam-api.md 3.3, 5). */
  #refusalError(path: string, { status, json }: HttpAnswer): Error {
    const text = this.#withoutSecrets(upstreamText(json));
    if (status === 401) return new ConnecteamAuthError(path, status, text);
    if (status === 403) {
      const isAboutCredentials =
        detailTextSchema.safeParse(json).success && /key|token|credential|authenti/i.test(text);
      return isAboutCredentials
        ? new ConnecteamAuthError(path, status, text)
        : new ConnecteamPlanError(path, status, text);
    }
    if (status === 404 || /doesn't exist|not found/i.test(text)) return new ConnecteamNotFoundError(path, status, text);
    return new ConnecteamValidationError(path, status, text);
  }

  #withoutSecrets(text: string): string {
    const { credentials } = this.#options;
    const secrets = 'apiKey' in credentials ? [credentials.apiKey] : [credentials.clientSecret, credentials.clientId];
    return secrets.reduce((clean, secret) => clean.replaceAll(secret.trim(), '[secret]'), text);
  }

  async #retrying<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; ) {
      try {
        return await work();
      } catch (error) {
        failures += 1;
        await this.#pauseAfterFailure(error, failures);
      }
    }
  }

  /** Rethrows what is no passing trouble, and the last of too many failures. */
  async #pauseAfterFailure(error: unknown, failuresOfCall: number): Promise<void> {
    if (!isPassingTrouble(error)) throw error;
    this.#budget.failures -= 1;
    if (failuresOfCall >= TRIES_PER_CALL || this.#budget.failures <= 0) throw error;
    const longest = FIRST_RETRY_MILLIS * 2 ** (failuresOfCall - 1);
    await this.#sleep(Math.round(longest * (0.5 + this.#random() / 2)));
  }

  /** @throws ConnecteamThrottledError when the run has no time left for it */
  async #waitUntil(until: EpochSeconds, cause: 'throttled' | 'quota'): Promise<void> {
    const seconds = Math.max(1, until - this.#clock.now());
    if (cause === 'quota' || seconds > this.#budget.waitSeconds) throw new ConnecteamThrottledError(until, cause);
    this.#budget.waitSeconds -= seconds;
    await this.#sleep(seconds * 1000);
  }
}

function isThrottled({ status, json }: HttpAnswer): boolean {
  if (status === 429) return true;
  return status < 300 && !envelopeSchema.safeParse(json).success && detailTextSchema.safeParse(json).success;
}

function readRows<Row extends z.ZodType>(rows: readonly unknown[], schema: Row): ReadList<z.infer<Row>> {
  const read = rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
  return { rows: read, unreadable: rows.length - read.length };
}

/** Lists repeat the key: a comma-joined value silently matches nothing (connecteam-api.md 1). */
function queryText(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  return params.size === 0 ? '' : `?${params}`;
}
