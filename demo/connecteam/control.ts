import { type Fault, MatchCounter, type RequestMatch } from './faults';
import type { Modes } from './modes';
import { OAUTH_SCOPES, OAuthIssuer } from './oauth';
import { PLAN_LIMITS, type PlanName, RateLimiter, type RateLimits } from './rate-limit';
import { WebhookSender } from './webhooks';
import type { ConnecteamWorld } from './world';

/** Valid from the start on every simulator. */
export const SIMULATOR_API_KEY = 'simulator-key';

export type KeyState = 'valid' | 'disabled';
export type RequestHook = (world: ConnecteamWorld) => void;
export type PendingFault = Fault & { counter: MatchCounter };

/**
 * Everything about the server that is not the company: keys, quota, faults, webhooks and the modes for
 * behaviour that Connecteam does not document.
 */
export class ConnecteamControl {
  /** Change a switch with {@link setModes} or in place. */
  readonly modes: Modes;
  readonly apiKeys = new Map<string, KeyState>([[SIMULATOR_API_KEY, 'valid']]);
  readonly oauth: OAuthIssuer;
  readonly rate: RateLimiter;
  readonly webhooks: WebhookSender;
  readonly faults: PendingFault[] = [];
  readonly #hooks: { counter: MatchCounter; run: RequestHook }[] = [];

  constructor(world: ConnecteamWorld) {
    this.modes = world.modes;
    this.oauth = new OAuthIssuer(world.now);
    this.rate = new RateLimiter(world.now, world.modes);
    this.webhooks = new WebhookSender(world);
  }

  setModes(changes: Partial<Modes>): void {
    Object.assign(this.modes, changes);
  }

  addApiKey(key: string): void {
    this.apiKeys.set(key, 'valid');
  }

  /** From the next call on the key is refused with 403. */
  disableApiKey(key: string = SIMULATOR_API_KEY): void {
    this.apiKeys.set(key, 'disabled');
  }

  enableApiKey(key: string = SIMULATOR_API_KEY): void {
    this.apiKeys.set(key, 'valid');
  }

  addOAuthClient(client: { clientId: string; clientSecret: string; scopes?: readonly string[] }): void {
    this.oauth.clients.set(client.clientId, { scopes: OAUTH_SCOPES, ...client });
  }

  setPlan(plan: PlanName): void {
    this.rate.limits = { ...PLAN_LIMITS[plan] };
  }

  setLimits(limits: Partial<RateLimits>): void {
    this.rate.limits = { ...this.rate.limits, ...limits };
  }

  /** Charges calls of other integrations to the account's windows. */
  consumeQuota(calls: number): void {
    this.rate.consume(calls);
  }

  /** Hits the next matching requests; the first fault that matches wins. */
  addFault(fault: Fault): PendingFault {
    const pending = { ...fault, counter: new MatchCounter(fault) };
    this.faults.push(pending);
    return pending;
  }

  clearFaults(): void {
    this.faults.length = 0;
  }

  /** Changes the world right before a matching request is served, for example between two pages. */
  beforeServing(match: RequestMatch, run: RequestHook): void {
    this.#hooks.push({ counter: new MatchCounter(match), run });
  }

  /** The fault for this request, if any. Spent faults are forgotten. */
  takeFault(method: string, path: string): Fault | null {
    const index = this.faults.findIndex((fault) => fault.counter.hits(method, path));
    const fault = this.faults[index];
    if (fault?.counter.isSpent) this.faults.splice(index, 1);
    return fault ?? null;
  }

  runHooks(world: ConnecteamWorld, method: string, path: string): void {
    for (const hook of this.#hooks) if (hook.counter.hits(method, path)) hook.run(world);
  }
}
