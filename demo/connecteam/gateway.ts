import { randomUUID } from 'node:crypto';
import type { ConnecteamControl } from './control';
import { damagedReply, type FaultEffect, marketingRedirect, replacementReply } from './faults';
import {
  ApiError,
  domainError,
  dropNulls,
  gatewayError,
  htmlReply,
  jsonReply,
  type Reply,
  ValidationError,
  validationError,
} from './http-reply';
import { Query } from './query';
import { matchPattern, type Route } from './route';
import { timeClockRoutes } from './time-clock-endpoints';
import { usersRoutes } from './users-endpoints';
import { webhookRoutes } from './webhook-endpoints';
import { workRoutes } from './work-endpoints';
import type { ConnecteamWorld } from './world';

export type IncomingCall = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

/** What leaves the server: an answer, and the fault (if any) that concerns how it is sent. */
export type Outgoing = { reply: Reply; effect: FaultEffect | null };

const TOKEN_PATH = '/oauth/v1/token';
const routes: Route[] = [...usersRoutes, ...timeClockRoutes, ...workRoutes, ...webhookRoutes];

/** What stands before the endpoints: faults, unknown paths, authentication, quota, plan, the envelope. */
export class Gateway {
  readonly #world: ConnecteamWorld;
  readonly #control: ConnecteamControl;
  readonly #baseUrl: () => string;

  constructor(world: ConnecteamWorld, control: ConnecteamControl, baseUrl: () => string) {
    this.#world = world;
    this.#control = control;
    this.#baseUrl = baseUrl;
  }

  answer(call: IncomingCall): Outgoing {
    this.#control.runHooks(this.#world, call.method, call.path);
    const effect = this.#control.takeFault(call.method, call.path)?.effect ?? null;
    const replacement = effect && replacementReply(effect, this.#baseUrl());
    if (replacement) return { reply: replacement, effect };
    const reply = this.#reply(call);
    return { reply: effect && reply.status === 200 ? damagedReply(effect, reply) : reply, effect };
  }

  #reply(call: IncomingCall): Reply {
    try {
      if (call.path === TOKEN_PATH && call.method === 'POST') return this.#token(call);
      const matches = routes.flatMap((route) => {
        const params = matchPattern(route.pattern, call.path);
        return params ? [{ route, params }] : [];
      });
      if (matches.length === 0) return this.#unknownPath(call.path);
      this.#authenticate(call, null);
      const wanted = matches.find(({ route }) => route.method === call.method);
      return this.#metered(call, wanted ?? null);
    } catch (error) {
      return this.#errorReply(call.path, error, {});
    }
  }

  /** Authenticated from here on: every reply carries the rate headers. */
  #metered(call: IncomingCall, match: { route: Route; params: Record<string, string> } | null): Reply {
    const isAllowed = this.#control.rate.take();
    const headers = this.#control.rate.headers();
    if (!isAllowed) {
      return jsonReply(this.#world.modes.throttleStatus, { detail: 'Too many requests' }, headers);
    }
    try {
      if (!match) throw gatewayError(405, 'Method Not Allowed');
      const { route, params } = match;
      this.#authenticate(call, route.scope);
      this.#checkHub(route, call.path);
      const query = new Query(call.query);
      const { world, path } = { world: this.#world, path: call.path };
      const body = route.method === 'GET' || route.method === 'DELETE' ? null : parseJson(call.body);
      const { data, paging } = route.handle({ world, control: this.#control, params, query, path, body });
      const shown = world.modes.nullFields === 'dropped' ? dropNulls(data) : data;
      return jsonReply(200, { requestId: randomUUID(), data: shown, paging }, headers);
    } catch (error) {
      return this.#errorReply(call.path, error, headers);
    }
  }

  #errorReply(path: string, error: unknown, headers: Record<string, string>): Reply {
    const shape = this.#world.modes.validationReply;
    const refusal = error instanceof ValidationError ? validationError(shape, path, error) : error;
    if (refusal instanceof ApiError) return jsonReply(refusal.status, refusal.body, headers);
    throw error;
  }

  #unknownPath(path: string): Reply {
    if (path === '/' || this.#world.modes.unknownPath === 'html') return htmlReply(200, 'Manage your deskless team');
    return marketingRedirect(this.#baseUrl());
  }

  #token(call: IncomingCall): Reply {
    return this.#control.oauth.issue({
      authorization: header(call, 'authorization'),
      contentType: header(call, 'content-type'),
      body: call.body,
    });
  }

  /** Who is calling, and with a scope also whether a token reaches that far. API keys are unscoped. */
  #authenticate(call: IncomingCall, scope: string | null): void {
    const key = header(call, 'x-api-key');
    if (key !== undefined) {
      if (this.#control.apiKeys.get(key) !== 'valid') throw gatewayError(403, 'Invalid API key');
      return;
    }
    const token = /^bearer (.+)$/i.exec(header(call, 'authorization') ?? '')?.[1];
    if (token === undefined) {
      throw new ApiError(401, {
        details: null,
        error: 'No authentication provided',
        path: call.path,
        request_id: randomUUID(),
      });
    }
    const scopes = this.#control.oauth.scopesOf(token);
    if (!scopes) throw gatewayError(this.#world.modes.badBearerStatus, 'Invalid or expired token');
    if (scope !== null && !scopes.has(scope)) throw gatewayError(403, `Missing scope ${scope}`);
  }

  #checkHub(route: Route, path: string): void {
    const { operationsHub, hrHub } = this.#world.modes;
    if (route.hub === 'operations' && !operationsHub) throw domainError(403, path, 'Operations hub plan is required');
    if (route.hub === 'hr' && !hrHub) throw domainError(403, path, 'HR & Skills hub plan is required');
  }
}

function header(call: IncomingCall, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ValidationError('body', [{ key: 'body', message: 'Invalid JSON', type: 'value_error.jsondecode' }]);
  }
}
