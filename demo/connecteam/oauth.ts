import { randomBytes } from 'node:crypto';
import { gatewayError, jsonReply, type Reply } from './http-reply';

export const OAUTH_SCOPES = [
  'account_information.read',
  'users.read',
  'time_clock.read',
  'jobs.read',
  'pay_rates.read',
  'time_off.read',
  'schedule.read',
  'company_policies.read',
  'settings.read',
  'settings.write',
  'settings.delete',
] as const;

export type OAuthScope = (typeof OAUTH_SCOPES)[number];
export type OAuthClient = { clientId: string; clientSecret: string; scopes: readonly string[] };

const TOKEN_LIFETIME_SECONDS = 86_400;

/** Client credentials (connecteam-api.md 3.2). */
export class OAuthIssuer {
  readonly clients = new Map<string, OAuthClient>();
  readonly #tokens = new Map<string, { scopes: Set<string>; expiresAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws ApiError 400 wrong grant type, 401 bad client, 403 scope not granted, 422 malformed */
  issue(request: { authorization: string | undefined; contentType: string | undefined; body: string }): Reply {
    const client = this.#client(request.authorization);
    const form = new URLSearchParams(request.body);
    const isForm = request.contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
    const grantType = form.get('grant_type');
    if (!isForm || grantType === null) throw gatewayError(422, 'grant_type is required as a form field');
    if (grantType !== 'client_credentials') throw gatewayError(400, 'Unsupported grant type');
    const asked =
      form
        .get('scope')
        ?.split(' ')
        .filter((scope) => scope !== '') ?? client.scopes;
    const refused = asked.find((scope) => !client.scopes.includes(scope));
    if (refused !== undefined) throw gatewayError(403, `Scope ${refused} is not granted to this app`);
    const token = randomBytes(24).toString('base64url');
    this.#tokens.set(token, { scopes: new Set(asked), expiresAt: this.#now() + TOKEN_LIFETIME_SECONDS });
    return jsonReply(200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
      scope: [...asked].join(' '),
    });
  }

  /** The scopes of a token that is known and not expired. */
  scopesOf(token: string): Set<string> | null {
    const known = this.#tokens.get(token);
    return known && known.expiresAt > this.#now() ? known.scopes : null;
  }

  #client(authorization: string | undefined): OAuthClient {
    const encoded = /^basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const client = this.clients.get(clientId);
    if (!client || client.clientSecret !== secret.join(':')) throw gatewayError(401, 'Invalid client credentials');
    return client;
  }
}
