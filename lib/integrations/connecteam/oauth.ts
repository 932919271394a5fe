import type { Clock } from '@/lib/platform/time/clock';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { ConnecteamAuthError, ConnecteamFormatError, ConnecteamUnavailableError } from './errors';
import { tokenSchema } from './schemas';
import { type Transport, upstreamText } from './transport';

export type OAuthCredentials = { clientId: string; clientSecret: string };

/** A token about to end is not used any more. */
const SPARE_SECONDS = 60;
const TOKEN_PATH = '/oauth/v1/token';

/** The access token of client credentials (connecteam-api.md 3.2), kept until shortly before it ends. */
export class TokenSource {
  readonly #credentials: OAuthCredentials;
  readonly #transport: Transport;
  readonly #clock: Clock;
  #token: { value: string; endsAt: EpochSeconds } | null = null;
  #pending: Promise<string> | null = null;

  constructor(credentials: OAuthCredentials, transport: Transport, clock: Clock) {
    this.#credentials = credentials;
    this.#transport = transport;
    this.#clock = clock;
  }

  /** @throws ConnecteamAuthError when the client credentials are refused */
  get(): Promise<string> {
    if (this.#token !== null && this.#token.endsAt > this.#clock.now()) return Promise.resolve(this.#token.value);
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /** Forgets a token that was refused, unless it has been renewed meanwhile. */
  discard(token: string): void {
    if (this.#token?.value === token) this.#token = null;
  }

  async #fetch(): Promise<string> {
    const { clientId, clientSecret } = this.#credentials;
    const answer = await this.#transport({
      method: 'POST',
      path: TOKEN_PATH,
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (answer.status === 429) throw new ConnecteamUnavailableError(TOKEN_PATH, 'too many requests');
    if (answer.status >= 400) throw new ConnecteamAuthError(TOKEN_PATH, answer.status, upstreamText(answer.json));
    const token = tokenSchema.safeParse(answer.json);
    if (!token.success) throw new ConnecteamFormatError(TOKEN_PATH, 'it holds no bearer token');
    const { access_token: value, expires_in: seconds } = token.data;
    this.#token = { value, endsAt: this.#clock.now() + Math.max(0, Math.floor(seconds) - SPARE_SECONDS) };
    return value;
  }
}
