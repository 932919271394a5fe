import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { describeError } from '../errors/errors';
import { getLogger } from '../log/log';
import { whenReady } from '../redis/when-ready';
import { type Clock, monotonicMillis } from '../time/clock';
import type { EpochSeconds } from '../time/instant';
import { IN_PROCESS_MILLIS } from './keys';

/** Longer than any cached value lives, so that a version never comes back while a value of it exists. */
const VERSION_LIFE_SECONDS = 24 * 3600;
const MAX_KNOWN_TAGS = 20_000;
const FIRST_PAUSE_MILLIS = 250;
const MAX_PAUSE_MILLIS = 5_000;
/** The version of a tag that was never cleared. Others begin with the second of the clearing. */
const NEVER_CLEARED = '0';

const clearedMessage = z.object({ tags: z.array(z.string()), version: z.string() });

type KnownVersion = { version: string; until: number };
export type TagVersionsOptions = { commands: Redis; subscriber: Redis; prefix: string; clock: Clock };

/**
 * The version of each tag, shared through Redis. A cached value is stored under a name that contains the versions its
 * load began with: after a clearing nobody looks under the old name any more, so a load that began before it cannot
 * bring the old value back, in whatever process it runs (contract.md 6).
 */
export class TagVersions {
  readonly #commands: Redis;
  readonly #subscriber: Redis;
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #channel: string;
  readonly #known = new Map<string, KnownVersion>();
  /** Counts every change of `#known` by a clearing, to notice one that happened during a look-up. */
  readonly #clearings = new Map<string, number>();
  #forgotten = 0;
  /** Cleared here while Redis was away; made known to the others when it is back. */
  readonly #unsent = new Map<string, string>();
  #pausedUntil = 0;
  #pauseMillis = FIRST_PAUSE_MILLIS;

  constructor(options: TagVersionsOptions) {
    this.#commands = options.commands;
    this.#subscriber = options.subscriber;
    this.#prefix = options.prefix;
    this.#clock = options.clock;
    this.#channel = `${options.prefix}:cleared`;
    this.#subscriber.on('message', (channel, text) => {
      if (channel === this.#channel) this.#hear(text);
    });
    // Waits for the connection and comes back by itself after a reconnect.
    this.#subscriber.subscribe(this.#channel).catch((error: unknown) => {
      getLogger().debug({ error: describeError(error) }, 'not subscribed to cleared cache tags');
    });
    this.#commands.on('ready', () => {
      this.#pausedUntil = 0;
      this.#sendUnsent().catch(() => undefined); // stays unsent, the next look-up tries again
    });
  }

  /** The versions of `tags` as one text; null while Redis is away. */
  async versionOf(tags: readonly string[]): Promise<string | null> {
    const now = monotonicMillis();
    const fromMemory = this.#fromMemory(tags, now);
    if (fromMemory !== null) return fromMemory;
    return this.attempt(async () => {
      // What a process loads first is meant for the others too.
      await whenReady(this.#commands);
      await this.#sendUnsent();
      const before = tags.map((tag) => this.#clearings.get(tag) ?? 0);
      const stored = tags.length === 0 ? [] : await this.#commands.mget(tags.map((tag) => this.#keyOf(tag)));
      if (this.#known.size > MAX_KNOWN_TAGS) this.#known.clear();
      tags.forEach((tag, index) => {
        if ((this.#clearings.get(tag) ?? 0) !== before[index]) return; // cleared meanwhile: what is known is newer
        const version = stored[index] ?? NEVER_CLEARED;
        this.#known.set(tag, { version, until: monotonicMillis() + IN_PROCESS_MILLIS });
      });
      return tags.map((tag) => this.#known.get(tag)?.version ?? NEVER_CLEARED).join('.');
    });
  }

  /** The versions as this process knows them, for values that it keeps to itself while Redis is away. */
  versionAlone(tags: readonly string[]): string {
    return [this.#forgotten, ...tags.map((tag) => this.#clearings.get(tag) ?? 0)].join('.');
  }

  /** When the latest clearing of any of the tags was that this process knows of; 0 without one. */
  lastClearing(tags: readonly string[]): EpochSeconds {
    return Math.max(0, ...tags.map((tag) => Number.parseInt(this.#known.get(tag)?.version ?? NEVER_CLEARED, 10)));
  }

  /** Gives the tags a new version here and, when Redis answers, everywhere. Never throws. */
  async clear(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return;
    const version = `${this.#clock.now()}-${randomBytes(9).toString('base64url')}`;
    for (const tag of tags) this.#unsent.set(tag, version);
    this.#learn(tags, version);
    await this.attempt(async () => {
      await whenReady(this.#commands);
      await this.#sendUnsent();
    });
  }

  /** Looks the tags up again at their next use: somebody just said that they changed. */
  recheck(tags: readonly string[]): void {
    for (const tag of tags) {
      if (!this.#unsent.has(tag)) this.#known.delete(tag);
    }
  }

  /** Null when Redis fails; then nothing is tried for a moment, longer each time, so that an outage costs nothing. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    if (monotonicMillis() < this.#pausedUntil) return null;
    try {
      const result = await work();
      this.#pauseMillis = FIRST_PAUSE_MILLIS;
      return result;
    } catch (error) {
      this.#pausedUntil = monotonicMillis() + this.#pauseMillis;
      this.#pauseMillis = Math.min(this.#pauseMillis * 2, MAX_PAUSE_MILLIS);
      getLogger().debug({ error: describeError(error) }, 'the cache goes on without Redis');
      return null;
    }
  }

  #fromMemory(tags: readonly string[], now: number): string | null {
    let text = '';
    for (const tag of tags) {
      const known = this.#known.get(tag);
      if (known === undefined || known.until <= now || this.#unsent.has(tag)) return null;
      text += text === '' ? known.version : `.${known.version}`;
    }
    return text;
  }

  async #sendUnsent(): Promise<void> {
    const batch = new Map(this.#unsent);
    if (batch.size === 0) return;
    const transaction = this.#commands.multi();
    const byVersion = Map.groupBy(batch, ([, version]) => version);
    for (const [tag, version] of batch) transaction.set(this.#keyOf(tag), version, 'EX', VERSION_LIFE_SECONDS);
    for (const [version, entries] of byVersion) {
      transaction.publish(this.#channel, JSON.stringify({ tags: entries.map(([tag]) => tag), version }));
    }
    for (const [error] of (await transaction.exec()) ?? []) {
      if (error !== null) throw error;
    }
    for (const [tag, version] of batch) {
      if (this.#unsent.get(tag) === version) this.#unsent.delete(tag);
    }
  }

  #hear(text: string): void {
    const message = clearedMessage.safeParse(parseJson(text));
    if (message.success) this.#learn(message.data.tags, message.data.version);
  }

  #learn(tags: readonly string[], version: string): void {
    if (this.#clearings.size > MAX_KNOWN_TAGS) {
      this.#clearings.clear();
      this.#forgotten += 1;
    }
    for (const tag of tags) {
      this.#clearings.set(tag, (this.#clearings.get(tag) ?? 0) + 1);
      this.#known.set(tag, { version, until: monotonicMillis() + IN_PROCESS_MILLIS });
    }
  }

  #keyOf(tag: string): string {
    return `${this.#prefix}:tag:${tag}`;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // another program's message: not ours to report
  }
}
