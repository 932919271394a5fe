import type { Actor } from '@/lib/platform/audit/write-audit';
import type { ApiKeyIdentity } from '@/lib/platform/auth/api-keys';
import { type ApiScope, maySeePay } from '@/lib/platform/auth/rights';
import type { SessionUser } from '@/lib/platform/auth/session';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { callerAddress } from './caller-address';

/** Who asks. */
export type Principal =
  | ({ type: 'user'; user: SessionUser } & FromAddress)
  | ({ type: 'api_key' } & ApiKeyIdentity & FromAddress)
  | ({ type: 'screen' } & ScreenIdentity & FromAddress)
  | { type: 'anonymous' };

/** Where the request came from, for the audit. */
type FromAddress = { address?: string };

/** A paired TV screen. It sees the boards of its site. */
export type ScreenIdentity = { screenId: number; siteId: number; siteCode: string };

/** Who may ask: signed-in users with one of the roles, keys with one of the scopes, paired screens, anybody. */
export type RouteAccess = {
  session?: SessionUser['role'][];
  /** Of these only who sees every site: what is told or changed is not of one site. */
  allSites?: true;
  /** Of these only who has the right to see pay. */
  pay?: true;
  apiKey?: ApiScope[];
  screen?: true;
  anonymous?: true;
  /** Also who shows METRICS_TOKEN; `or-hidden`: where none is set, all others are told that there is nothing here. */
  monitor?: 'open' | 'or-hidden';
};

/** Where principals come from. */
export type PrincipalSources = {
  findUser(headers: Headers): Promise<SessionUser | null>;
  findApiKey(key: string, now: EpochSeconds): Promise<ApiKeyIdentity | null>;
  /** By the token in the cookies. */
  findScreen(headers: Headers): Promise<ScreenIdentity | null>;
  /** The origin under which people open the hub, e.g. `https://hub.example.com`. */
  ownOrigin(): string;
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out who asks and whether they may. A key is looked at before a session; a wrong key is refused even where
 * anybody may ask. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export async function requirePrincipal(
  sources: PrincipalSources,
  request: Request,
  access: RouteAccess,
  now: EpochSeconds,
): Promise<Principal> {
  return requireAccess(sources, await findPrincipal(sources, request, access, now), request, access);
}

/** The same for who is known already. Somebody whose role is not on the list is nobody where anybody may ask. */
export function requireAccess(
  sources: Pick<PrincipalSources, 'ownOrigin'>,
  principal: Principal,
  request: Request,
  access: RouteAccess,
): Principal {
  if (principal.type === 'api_key') return requireScope(principal, access);
  if (principal.type === 'screen' && access.screen === true) {
    requireOwnOrigin(request, sources.ownOrigin());
    return principal;
  }
  if (principal.type === 'user' && access.session !== undefined) {
    if (access.session.includes(principal.user.role)) {
      if (access.allSites === true && principal.user.siteIds !== null) {
        throw new AppError('FORBIDDEN', 'This is about all sites: it needs somebody who sees them all.');
      }
      if (access.pay === true && !maySeePay(principal.user)) {
        throw new AppError('FORBIDDEN', 'Seeing and changing pay needs a right of its own. An admin can give it.');
      }
      requireOwnOrigin(request, sources.ownOrigin());
      return principal;
    }
    if (access.anonymous !== true) {
      throw new AppError('FORBIDDEN', `Your role (${principal.user.role}) may not do this.`);
    }
  }
  if (access.anonymous === true) return { type: 'anonymous' };
  throw new AppError('UNAUTHENTICATED', whatIsMissing(access));
}

function whatIsMissing(access: RouteAccess): string {
  if (access.session !== undefined) return 'Sign in first.';
  return access.screen === true ? 'This screen is not paired.' : 'Send a key as X-API-Key.';
}

async function findPrincipal(
  sources: PrincipalSources,
  request: Request,
  access: RouteAccess,
  now: EpochSeconds,
): Promise<Principal> {
  const from = fromAddress(request.headers);
  const key = request.headers.get('x-api-key');
  if (key !== null) {
    const identity = await sources.findApiKey(key, now);
    if (identity !== null) return { type: 'api_key', ...identity, ...from };
    throw new AppError('UNAUTHENTICATED', 'The API key is unknown, expired or revoked. Make a new one.');
  }
  const user = access.session === undefined ? null : await sources.findUser(request.headers);
  if (user !== null) return { type: 'user', user, ...from };
  const screen = access.screen === true ? await sources.findScreen(request.headers) : null;
  return screen === null ? { type: 'anonymous' } : { type: 'screen', ...screen, ...from };
}

function fromAddress(headers: Headers): FromAddress {
  const address = callerAddress(headers);
  return address === '' ? {} : { address };
}

/** The id of the screen that asks. Throws UNAUTHENTICATED for anybody else. */
export function screenIdOf(principal: Principal): number {
  if (principal.type !== 'screen') throw new AppError('UNAUTHENTICATED', 'This screen is not paired.');
  return principal.screenId;
}

/** The session of a person that asks; null for programs and screens. */
export function sessionIdOf(principal: Principal): string | null {
  return principal.type === 'user' ? principal.user.sessionId : null;
}

/** The principal as the author of a change. Throws UNAUTHENTICATED for anybody. */
export function actorOf(principal: Principal): Actor {
  if (principal.type === 'anonymous') throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  const from = principal.address === undefined ? {} : { ip: principal.address };
  switch (principal.type) {
    case 'user':
      return { type: 'user', id: principal.user.id, ...from };
    case 'api_key':
      return { type: 'api_key', id: String(principal.keyId), ...from };
    case 'screen':
      return { type: 'screen', id: String(principal.screenId), ...from };
  }
}

function requireScope(principal: Extract<Principal, { type: 'api_key' }>, access: RouteAccess): Principal {
  const allowed = access.apiKey ?? [];
  if (allowed.length === 0) {
    if (access.anonymous === true) return principal;
    throw new AppError('FORBIDDEN', 'This needs a signed-in user, not an API key.');
  }
  if (!principal.scopes.includes('admin') && !principal.scopes.some((scope) => allowed.includes(scope))) {
    throw new AppError('FORBIDDEN', `The API key needs the scope ${allowed.join(' or ')}.`);
  }
  return principal;
}

/**
 * A browser sends the session cookie along with whatever page makes the request, so a write with a cookie must come
 * from a page of ours. Programs that use a session must say so with an Origin header.
 */
function requireOwnOrigin(request: Request, ownOrigin: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('origin');
  if (site === null && origin !== null && isOwnOrigin(origin, request, ownOrigin)) return;
  throw new AppError('FORBIDDEN', `Changes with a session must come from ${ownOrigin} (Origin header).`);
}

function isOwnOrigin(origin: string, request: Request, ownOrigin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, origin: normalized } = new URL(origin);
  return normalized === new URL(ownOrigin).origin || host === request.headers.get('host');
}
