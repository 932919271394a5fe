import type { Redis } from 'ioredis';
import { getEnv } from '../env/env';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { processWide } from '../process/process-wide';
import { openRedis } from '../redis/redis';
import { type LiveMessage, liveChannel, liveMessageSchema } from './messages';

export type LiveBusListener = {
  message(message: LiveMessage): void;
  /** Messages may have been missed: the connection was away and is back. */
  reconnected(): void;
};

/** Live messages of all processes: one subscription feeds every listener of this process. */
export class LiveBus {
  readonly #listeners = new Set<LiveBusListener>();
  #isConnected = false;

  /** Without a connection nothing is ever heard and {@link isConnected} stays false. */
  constructor(subscriber?: Redis) {
    if (subscriber === undefined) return;
    subscriber.on('message', (channel, text) => {
      if (channel === liveChannel()) this.#hear(text);
    });
    subscriber.on('close', () => {
      this.#isConnected = false;
    });
    // ioredis subscribes again by itself, but its "ready" comes before that is done: ask until it is answered.
    subscriber.on('ready', () => this.#subscribe(subscriber));
    if (subscriber.status === 'ready') this.#subscribe(subscriber);
  }

  /** Whether every message sent now arrives here. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Returns the function that ends listening. */
  listen(listener: LiveBusListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #subscribe(subscriber: Redis): void {
    subscriber.subscribe(liveChannel()).then(
      () => {
        this.#isConnected = true;
        for (const listener of [...this.#listeners]) listener.reconnected();
      },
      (error: unknown) => getLogger().debug({ error: describeError(error) }, 'not subscribed to live messages'),
    );
  }

  #hear(text: string): void {
    const message = liveMessageSchema.safeParse(parseJson(text));
    if (!message.success) {
      getLogger().warn('a live message was not understood: are all processes of the same version?');
      return;
    }
    for (const listener of [...this.#listeners]) listener.message(message.data);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // reported by the caller like any other misfit
  }
}

/** The process's bus. */
export function getLiveBus(): LiveBus {
  return processWide('live-bus', () => new LiveBus(getEnv().REDIS_ENABLED ? openRedis('subscribe') : undefined));
}
