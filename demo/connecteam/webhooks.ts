import { randomBytes, randomUUID } from 'node:crypto';
import type { WorldEvent } from './model';
import { webhookPayload } from './webhook-payload';
import type { ConnecteamWorld } from './world';

export type WebhookSubscription = {
  id: number;
  name: string;
  url: string;
  userId: number;
  timeCreated: number;
  isDisabled: boolean;
  featureType: string;
  entityId: string | null;
  objectId: number | null;
  retryLimit: number;
  /** null: every event type. Only {@link WebhookSender.register} makes such a subscription. */
  eventTypes: string[] | null;
  webhookVersion: number;
  origin: 'organic' | 'integration';
  secretKey: string | null;
};

export type WebhookFaults = {
  /** How often each delivery is made; the copies share their requestId. */
  copies: number;
  secret: 'right' | 'wrong' | 'missing';
  /** Holds every second event back until its successor is out. */
  reorder: boolean;
  /** So many of the next events are never sent. */
  lose: number;
};

export type WebhookAttempt = {
  subscriptionId: number;
  requestId: string;
  eventType: string;
  /** 1 for the first try, up to 4. */
  attempt: number;
  at: number;
  /** null: no answer. */
  status: number | null;
  outcome: 'delivered' | 'will_retry' | 'given_up' | 'lost';
};

type QueuedDelivery = {
  subscription: WebhookSubscription;
  payload: Record<string, unknown>;
  requestId: string;
  eventType: string;
  attempt: number;
  dueAt: number;
};

const RETRY_LIMIT = 3;
const RETRY_SECONDS = 60;

/**
 * Sends what happens in the world to the subscribed addresses (connecteam-api.md 8.2).
 * `automatic` sends at once and retries by timer; `manual` waits for {@link deliverDue}, which goes by the
 * simulator's clock, so that a test can move it instead of waiting; `off` drops the events.
 */
export class WebhookSender {
  mode: 'automatic' | 'manual' | 'off' = 'automatic';
  readonly faults: WebhookFaults = { copies: 1, secret: 'right', reorder: false, lose: 0 };
  readonly subscriptions = new Map<number, WebhookSubscription>();
  /** Everything tried so far, and what was lost. */
  readonly attempts: WebhookAttempt[] = [];
  answerTimeoutMs = 30_000;

  readonly #world: ConnecteamWorld;
  #queue: QueuedDelivery[] = [];
  #held: QueuedDelivery[] = [];
  #sending: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #nextId = 51_001;
  readonly #closing = new AbortController();

  constructor(world: ConnecteamWorld) {
    this.#world = world;
    world.onEvent((event) => this.#onEvent(event));
  }

  /** Subscribes a receiver directly; unlike the API this takes plain http and every event type. */
  register(input: {
    url: string;
    secret?: string;
    featureType?: 'time_activity' | 'users';
    clockId?: number;
    eventTypes?: string[];
  }): WebhookSubscription {
    return this.add({
      name: 'Registered receiver',
      url: input.url,
      featureType: input.featureType ?? 'time_activity',
      entityId: input.clockId === undefined ? null : String(input.clockId),
      secretKey: input.secret ?? null,
      eventTypes: input.eventTypes ?? null,
    });
  }

  add(
    input: Pick<WebhookSubscription, 'name' | 'url' | 'featureType' | 'entityId' | 'secretKey' | 'eventTypes'> &
      Partial<WebhookSubscription>,
  ): WebhookSubscription {
    const subscription: WebhookSubscription = {
      userId: this.#world.users.keys().next().value ?? 0,
      timeCreated: this.#world.now(),
      isDisabled: false,
      objectId: null,
      retryLimit: RETRY_LIMIT,
      webhookVersion: 1,
      origin: 'integration',
      ...input,
      id: this.#nextId,
    };
    this.#nextId += 1;
    this.subscriptions.set(subscription.id, subscription);
    return subscription;
  }

  /** Sends an event that need not have happened, of any type; `extra` overrides single fields of the body. */
  deliverWebhook(event: WorldEvent, extra: Record<string, unknown> = {}): void {
    this.#enqueue(event, extra, false);
  }

  get pendingCount(): number {
    return this.#queue.length + this.#held.length;
  }

  /** Sends an event that `reorder` still holds back because no other followed. */
  releaseHeld(): void {
    this.#queue.push(...this.#held.splice(0));
    this.#wake();
  }

  /** Tries everything that is due by the simulator's clock and returns those tries. */
  async deliverDue(): Promise<WebhookAttempt[]> {
    const before = this.attempts.length;
    this.#sending = this.#sending.then(() => this.#sendDue());
    await this.#sending;
    return this.attempts.slice(before);
  }

  close(): void {
    this.#closing.abort();
    this.#queue = [];
    this.#held = [];
    if (this.#timer) clearTimeout(this.#timer);
  }

  #onEvent(event: WorldEvent): void {
    if (this.mode !== 'off') this.#enqueue(event, {}, true);
  }

  #enqueue(event: WorldEvent, extra: Record<string, unknown>, onlySubscribedTypes: boolean): void {
    for (const subscription of this.subscriptions.values()) {
      if (!concerns(subscription, event)) continue;
      const { eventTypes } = subscription;
      if (onlySubscribedTypes && eventTypes !== null && !eventTypes.includes(event.eventType)) continue;
      const requestId = randomUUID();
      const delivery: QueuedDelivery = {
        subscription,
        payload: { ...webhookPayload(this.#world, event, requestId), ...extra },
        requestId,
        eventType: event.eventType,
        attempt: 1,
        dueAt: this.#world.now(),
      };
      if (this.faults.lose > 0) {
        this.faults.lose -= 1;
        this.#record(delivery, null, 'lost');
        continue;
      }
      this.#place(Array.from({ length: this.faults.copies }, () => ({ ...delivery })));
    }
    this.#wake();
  }

  #place(deliveries: QueuedDelivery[]): void {
    if (!this.faults.reorder) this.#queue.push(...deliveries);
    else if (this.#held.length === 0) this.#held = deliveries;
    else this.#queue.push(...deliveries, ...this.#held.splice(0));
  }

  /** In automatic mode: sends what is due right after the present call, and comes back for the retries. */
  #wake(): void {
    if (this.mode !== 'automatic' || this.#closing.signal.aborted || this.#queue.length === 0) return;
    const dueAt = Math.min(...this.#queue.map((delivery) => delivery.dueAt));
    const waitMs = Math.max(0, dueAt - this.#world.now()) * 1000;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.deliverDue().then(() => this.#wake()), waitMs);
    this.#timer.unref();
  }

  async #sendDue(): Promise<void> {
    const due = this.#queue.filter((delivery) => delivery.dueAt <= this.#world.now());
    this.#queue = this.#queue.filter((delivery) => !due.includes(delivery));
    for (const delivery of due) {
      if (this.#closing.signal.aborted) return;
      const status = await this.#post(delivery);
      if (status !== null && status >= 200 && status < 300) this.#record(delivery, status, 'delivered');
      else if (delivery.attempt > delivery.subscription.retryLimit) this.#record(delivery, status, 'given_up');
      else {
        this.#record(delivery, status, 'will_retry');
        this.#queue.push({ ...delivery, attempt: delivery.attempt + 1, dueAt: this.#world.now() + RETRY_SECONDS });
      }
    }
  }

  /** The status of the answer, or null when none came in time. */
  async #post(delivery: QueuedDelivery): Promise<number | null> {
    const { secretKey, url } = delivery.subscription;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'connecteam',
      baggage: 'environment=production',
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    };
    const secret = this.faults.secret === 'wrong' ? `not-${secretKey ?? 'the-secret'}` : secretKey;
    if (secret !== null && this.faults.secret !== 'missing') headers['x-webhook-secret'] = secret;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(delivery.payload),
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.answerTimeoutMs)]),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      // No answer is an outcome here, not an error: the attempt is recorded without a status and retried.
      return null;
    }
  }

  #record(delivery: QueuedDelivery, status: number | null, outcome: WebhookAttempt['outcome']): void {
    const { subscription, requestId, eventType, attempt } = delivery;
    const at = this.#world.now();
    this.attempts.push({ subscriptionId: subscription.id, requestId, eventType, attempt, at, status, outcome });
  }
}

function concerns(subscription: WebhookSubscription, event: WorldEvent): boolean {
  if (subscription.isDisabled || subscription.featureType !== event.feature) return false;
  if (event.feature === 'users') return true;
  const entity = subscription.entityId ?? subscription.objectId;
  return entity === null || String(entity) === String(event.clockId);
}
