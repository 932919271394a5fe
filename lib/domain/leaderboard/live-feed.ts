import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { loadSources } from '@/lib/domain/sources/loaders';
import { prepareSources } from '@/lib/domain/sources/prepare';
import { getSourceFacts } from '@/lib/domain/sources/queries/get-source-facts';
import type { SourceState } from '@/lib/domain/sources/schema';
import { invalidateTags, recheckTags } from '@/lib/platform/cache/cache';
import { tagsOfScoredDay } from '@/lib/platform/cache/keys';
import { describeError } from '@/lib/platform/errors/errors';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { getLiveBus, type LiveBus } from '@/lib/platform/live/bus';
import { liveConnections } from '@/lib/platform/live/connection-limits';
import { EventTopic } from '@/lib/platform/live/event-stream';
import type { LiveMessage } from '@/lib/platform/live/messages';
import { getLogger } from '@/lib/platform/log/log';
import { processWide } from '@/lib/platform/process/process-wide';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type Clock, monotonicMillis, systemClock } from '@/lib/platform/time/clock';
import { type EpochSeconds, type IsoDay, toIsoInstant } from '@/lib/platform/time/instant';
import { loadLeaderboardText } from './loaders';
import { getDayVersion } from './queries/get-day-version';

/** `board` carries the board itself, for screens; `dashboard` says what changed, and pages read it with their filter. */
export const LIVE_CHANNELS = ['board', 'dashboard'] as const;
export type LiveChannel = (typeof LIVE_CHANNELS)[number];

export type LiveFeedOptions = {
  bus: LiveBus;
  clock: Clock;
  loadBoard(site: Site, now: EpochSeconds): Promise<string>;
  loadSources(siteId: number, now: EpochSeconds): Promise<SourceState[]>;
  /** Not from a cache. */
  readSources(siteId: number, now: EpochSeconds): Promise<SourceState[]>;
  readVersion(siteId: number, date: IsoDay): Promise<string>;
  heartbeatMillis: number;
  /** How often to look for changes while the bus is away. */
  pollMillis: number;
  /** How often to look while it is there, in case that a message did not get through. */
  checkMillis: number;
  /** Changes within this time after a telling are told as one. */
  gatherMillis: number;
  retryMillis?: number;
  maxWaitingBytes?: number;
  onEmpty?(): void;
};

/** Somebody in this process who tells the changes of a site in another form. */
export type LiveObserver = {
  /** Today's numbers, or the state of the sources. */
  changed(): void;
  /** Screens were paired, changed or revoked. */
  screensChanged(): void;
};

const BOARD_ROWS = 100;
const KEPT_CHANGES = 200;
/** Then the browser comes back and its rights are looked at again. */
const MAX_CONNECTION_MILLIS = 30 * 60_000;
const RETRY_MILLIS = 2_000;

/**
 * What the live channels of one site carry. Changes come from the bus; while Redis is away the feed itself looks every
 * few seconds whether today's scores changed. Whatever the number of listeners, a change is computed once.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #topics: Record<LiveChannel, EventTopic>;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #observers = new Set<LiveObserver>();
  readonly #stopListening: () => void;
  #site: Site;
  #today: IsoDay;
  #board: Promise<string> | undefined;
  /** Days that changed since the last telling; null stands for "anything". */
  #changed: Set<IsoDay | null> = new Set();
  #sourcesChanged = false;
  #alertsChanged = false;
  #telling: NodeJS.Timeout | undefined;
  /** Of {@link monotonicMillis}: until then changes are gathered. */
  #gatherUntil = 0;
  #version: string | undefined;
  #isWatching: boolean;
  #opening = 0;
  #isStopped = false;

  constructor(site: Site, options: LiveFeedOptions) {
    this.#site = site;
    this.#options = options;
    this.#today = businessDayOf(site, options.clock.now());
    this.#isWatching = options.bus.isConnected;
    const onEmpty = () => this.#stopWhenEmpty();
    const { maxWaitingBytes } = options;
    this.#topics = {
      // Each event is the whole board, so only the newest is worth keeping.
      board: new EventTopic({ keep: 1, maxWaitingBytes, onEmpty }),
      dashboard: new EventTopic({ keep: KEPT_CHANGES, maxWaitingBytes, onEmpty }),
    };
    this.#stopListening = options.bus.listen({
      message: (message) => this.#hear(message),
      reconnected: () => {
        // What was missed is told now, and what comes next is heard.
        this.#isWatching = true;
        this.#mark(null);
      },
    });
    this.#every(options.heartbeatMillis, () => this.#beat());
    this.#every(options.pollMillis, () => (options.bus.isConnected ? undefined : this.#look()));
    this.#every(options.checkMillis, () => (options.bus.isConnected ? this.#look() : undefined));
  }

  get clientCount(): number {
    return this.#topics.board.clientCount + this.#topics.dashboard.clientCount;
  }

  /** Whether a change would have been noticed until now. */
  get isWatching(): boolean {
    return this.#isWatching;
  }

  /** Tells the observer of changes until the returned function is called; the feed lives as long. */
  observe(observer: LiveObserver): () => void {
    this.#observers.add(observer);
    return () => {
      this.#observers.delete(observer);
      this.#stopWhenEmpty();
    };
  }

  /** A client's stream: what it missed, or a snapshot at once, then changes and signs of life. */
  async open(
    site: Site,
    channel: LiveChannel,
    lastEventId: string | null,
    signal: AbortSignal,
    onClose?: () => void,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    this.#site = site;
    this.#opening += 1;
    try {
      const topic = this.#topics[channel];
      for (;;) {
        const sequence = topic.sequence;
        const snapshot = await this.#snapshot(channel);
        // What was sent meanwhile is not in the snapshot, and this client was not there to hear it.
        if (topic.sequence !== sequence) continue;
        return topic.open({ lastEventId, signal, maxMillis: MAX_CONNECTION_MILLIS, snapshot, onClose });
      }
    } finally {
      this.#opening -= 1;
      this.#stopWhenEmpty();
    }
  }

  /** Ends all streams and timers. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#stopListening();
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#telling);
    for (const topic of Object.values(this.#topics)) topic.closeAll();
    this.#options.onEmpty?.();
  }

  #stopWhenEmpty(): void {
    if (this.clientCount === 0 && this.#opening === 0 && this.#observers.size === 0) this.stop();
  }

  async #snapshot(channel: LiveChannel): Promise<{ event: string; data: string }> {
    const now = this.#options.clock.now();
    if (channel === 'board') return { event: 'board', data: await this.#currentBoard() };
    const sources = await this.#options.loadSources(this.#site.id, now);
    const data = {
      today: businessDayOf(this.#site, now),
      at: toIsoInstant(now),
      isWatching: this.#isWatching,
      sources,
      build: ownBuildId(),
    };
    return { event: 'snapshot', data: JSON.stringify(data) };
  }

  /** The board that was sent last; loaded when there is none, once for all who wait. */
  #currentBoard(): Promise<string> {
    this.#board ??= this.#options.loadBoard(this.#site, this.#options.clock.now()).catch((error: unknown) => {
      this.#board = undefined;
      throw error;
    });
    return this.#board;
  }

  #hear(message: LiveMessage): void {
    if (message.siteId !== this.#site.id) return;
    if (message.type === 'day-changed') {
      this.#mark(message.date);
    } else if (message.type === 'screens-changed') {
      for (const observer of this.#observers) observer.screensChanged();
    } else if (message.type === 'alerts-changed') {
      this.#alertsChanged = true;
      this.#tellSoon(this.#options.gatherMillis);
    } else {
      this.#sourcesChanged = true;
      this.#tellSoon();
    }
  }

  #mark(date: IsoDay | null): void {
    this.#changed.add(date);
    // The message may have come before the one that cleared the cache: what is cached is asked for again.
    recheckTags(tagsOfScoredDay(this.#site.id, date ?? this.#today));
    this.#tellSoon();
  }

  /** At once, unless something was just told: a single change waits for nobody, many are told a few times a second. */
  #tellSoon(millis = Math.max(0, this.#gatherUntil - monotonicMillis())): void {
    if (this.#telling !== undefined || this.#isStopped) return;
    this.#telling = setTimeout(() => {
      this.#tell().then(
        () => {
          this.#gatherUntil = monotonicMillis() + this.#options.gatherMillis;
          this.#tellAgain(this.#options.gatherMillis);
        },
        (error: unknown) => {
          getLogger().warn({ error: describeError(error) }, 'a change could not be told yet');
          this.#tellAgain(this.#options.retryMillis ?? RETRY_MILLIS);
        },
      );
    }, millis);
  }

  #tellAgain(millis: number): void {
    this.#telling = undefined;
    if (this.#changed.size > 0 || this.#sourcesChanged || this.#alertsChanged) this.#tellSoon(millis);
  }

  async #tell(): Promise<void> {
    const now = this.#options.clock.now();
    const changed = this.#changed;
    this.#changed = new Set();
    if (this.#alertsChanged) {
      this.#alertsChanged = false;
      this.#topics.dashboard.send('alerts', JSON.stringify({ at: toIsoInstant(now) }));
    }
    if (this.#sourcesChanged) {
      this.#sourcesChanged = false;
      await this.#tellSources(now);
    }
    if (changed.size === 0) return;
    const dates = changed.has(null) ? null : [...changed];
    const isAboutToday = dates === null || dates.includes(this.#today);
    if (isAboutToday) await this.#learnVersion();
    this.#topics.dashboard.send('changed', JSON.stringify({ dates, at: toIsoInstant(now) }));
    if (!isAboutToday) return;
    this.#tellObservers();
    this.#board = undefined;
    if (this.#topics.board.clientCount === 0) return;
    try {
      this.#topics.board.send('board', await this.#currentBoard());
    } catch (error) {
      this.#changed.add(this.#today);
      throw error;
    }
  }

  /** What is told now need not be found out by a later look; if it cannot be read, that look tells it once more. */
  async #learnVersion(): Promise<void> {
    this.#version = await this.#options.readVersion(this.#site.id, this.#today).catch(() => undefined);
  }

  async #tellSources(now: EpochSeconds): Promise<void> {
    const sources = await this.#options.readSources(this.#site.id, now);
    this.#topics.dashboard.send('sources', JSON.stringify({ sources, at: toIsoInstant(now) }));
    this.#tellObservers();
  }

  #tellObservers(): void {
    for (const observer of this.#observers) observer.changed();
  }

  /** Every heartbeat says whether a change would have been noticed until now, so that "as of" can be told truthfully. */
  #beat(): void {
    const now = this.#options.clock.now();
    if (this.#options.bus.isConnected) this.#isWatching = true;
    const today = businessDayOf(this.#site, now);
    if (today !== this.#today) {
      this.#today = today;
      this.#version = undefined;
      this.#mark(null);
    }
    const text = JSON.stringify({ at: toIsoInstant(now), today, isWatching: this.#isWatching });
    for (const topic of Object.values(this.#topics)) topic.signal('heartbeat', text);
  }

  /** Looks whether today's scores changed without a word. */
  async #look(): Promise<void> {
    try {
      const version = await this.#options.readVersion(this.#site.id, this.#today);
      if (version !== this.#version) {
        await invalidateTags(tagsOfScoredDay(this.#site.id, this.#today));
        this.#mark(this.#today);
      }
      this.#version = version;
      this.#isWatching = true;
    } catch (error) {
      this.#isWatching = false;
      getLogger().debug({ error: describeError(error) }, 'could not look for changes');
    }
  }

  #every(millis: number, work: () => void | Promise<void>): void {
    let isRunning = false;
    const timer = setInterval(async () => {
      if (isRunning) return;
      isRunning = true;
      try {
        await work();
      } finally {
        isRunning = false;
      }
    }, millis);
    timer.unref();
    this.#timers.push(timer);
  }
}

/**
 * Opens a live stream of a site: the process has one feed per site, while anybody listens. `subject` is who listens, for
 * the number of connections. Throws RATE_LIMITED or UNAVAILABLE when there are too many.
 */
export async function openLiveStream(
  site: Site,
  channel: LiveChannel,
  lastEventId: string | null,
  { signal, subject }: { signal: AbortSignal; subject: string },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const leave = liveConnections().take(subject);
  try {
    return await feedOf(site).open(site, channel, lastEventId, signal, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

/** The feed of a site, made when it is first asked for. */
export function feedOf(site: Site): LiveFeed {
  const feeds = processWide('live-feeds', () => new Map<number, LiveFeed>());
  let feed = feeds.get(site.id);
  if (feed === undefined) {
    const made: LiveFeed = new LiveFeed(site, {
      bus: getLiveBus(),
      clock: systemClock,
      loadBoard: (of, now) => loadLeaderboardText(of, { limit: BOARD_ROWS }, now),
      loadSources,
      // A change was just told: a replica might not have it yet.
      readSources: async (siteId, now) => prepareSources(await getSourceFacts(getDatabase(), [siteId], now), now),
      readVersion: (siteId, date) => getDayVersion(getDatabase(), siteId, date),
      heartbeatMillis: 15_000,
      pollMillis: 3_000,
      checkMillis: 30_000,
      gatherMillis: 150,
      onEmpty: () => {
        if (feeds.get(site.id) === made) feeds.delete(site.id);
      },
    });
    feed = made;
    feeds.set(site.id, feed);
  }
  return feed;
}
