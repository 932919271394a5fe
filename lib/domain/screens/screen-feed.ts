import { getDatabase } from '@/lib/db/handles';
import { feedOf, type LiveObserver } from '@/lib/domain/leaderboard/live-feed';
import type { Site } from '@/lib/domain/sites/schema';
import { describeError } from '@/lib/platform/errors/errors';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { liveConnections } from '@/lib/platform/live/connection-limits';
import { EventTopic } from '@/lib/platform/live/event-stream';
import { getLogger } from '@/lib/platform/log/log';
import { processWide } from '@/lib/platform/process/process-wide';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { type Clock, systemClock } from '@/lib/platform/time/clock';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { loadScreenFloor } from './loaders';
import type { FloorVariant } from './prepare';
import { getScreenVersions } from './queries/get-screen-versions';

export type ScreenFeedOptions = {
  clock: Clock;
  build: string;
  /** Tells when today's numbers changed; the returned function ends it. */
  observe(observer: LiveObserver): () => void;
  isWatching(): boolean;
  /** JSON of a ScreenFloor. */
  loadFloor(variant: FloorVariant, now: EpochSeconds): Promise<string>;
  /** Versions of the screens that may show something. */
  readVersions(): Promise<ReadonlyMap<number, number>>;
  heartbeatMillis: number;
  /** How often to look for screens that were changed or revoked without a message. */
  checkMillis: number;
  /** How often the floor is sent though nothing was changed: forecasts, late sources and who is at work change with time. */
  refreshMillis: number;
  onEmpty?(): void;
};

/** Then the screen comes back and its token is looked at again. */
const MAX_CONNECTION_MILLIS = 30 * 60_000;
/** Changes arrive one after the other while people scan: a wall need not be drawn anew more often than this. */
const MIN_PAUSE_MILLIS = 1_000;

type Variant = { variant: FloorVariant; topic: EventTopic; floor: Promise<string> | undefined };
type Listener = { screenId: number; version: number; end: AbortController };

/**
 * What the screens of one site are sent: the whole floor at once and again with each change, computed once for all screens
 * that show the same people, and a heartbeat. A screen that was changed or revoked is cut off within seconds; it comes back and
 * learns what it is now.
 */
export class ScreenFeed {
  readonly #options: ScreenFeedOptions;
  readonly #site: Site;
  readonly #variants = new Map<string, Variant>();
  readonly #listeners = new Set<Listener>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #stopObserving: () => void;
  #telling: NodeJS.Timeout | undefined;
  #hasChanged = false;
  /** The last look at the database was answered. */
  #hasDatabase = true;
  #isStopped = false;

  constructor(site: Site, options: ScreenFeedOptions) {
    this.#site = site;
    this.#options = options;
    this.#stopObserving = options.observe({
      changed: () => this.#tellSoon(),
      screensChanged: () => void this.#check(),
    });
    this.#every(options.heartbeatMillis, () => this.#beat());
    this.#every(options.checkMillis, () => this.#check());
    this.#every(options.refreshMillis, () => this.#tellSoon());
  }

  get screenCount(): number {
    return this.#listeners.size;
  }

  /** The stream of a screen. */
  async open(
    screen: { id: number; version: number; variant: FloorVariant },
    lastEventId: string | null,
    signal: AbortSignal,
    onClose: () => void,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const end = new AbortController();
    const listener: Listener = { screenId: screen.id, version: screen.version, end };
    this.#listeners.add(listener);
    const leave = () => {
      this.#listeners.delete(listener);
      onClose();
      if (this.#listeners.size === 0) this.stop();
    };
    try {
      const known = this.#variantOf(screen.variant);
      const floor = this.#floorOf(known.variant);
      const data = await floor;
      // What was told meanwhile is newer, and this screen was not there to hear it.
      if (known.floor !== floor) this.#tellSoon();
      return known.topic.open({
        lastEventId,
        signal: AbortSignal.any([signal, end.signal]),
        maxMillis: MAX_CONNECTION_MILLIS,
        snapshot: { event: 'floor', data },
        onClose: leave,
      });
    } catch (error) {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
      throw error;
    }
  }

  /** Ends all streams and timers. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#stopObserving();
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#telling);
    for (const { topic } of this.#variants.values()) topic.closeAll();
    this.#options.onEmpty?.();
  }

  #variantOf(variant: FloorVariant): Variant {
    const key = keyOf(variant);
    let known = this.#variants.get(key);
    if (known === undefined) {
      known = { variant, topic: new EventTopic({ keep: 1 }), floor: undefined };
      this.#variants.set(key, known);
    }
    return known;
  }

  /** What was sent last; loaded when there is nothing, once for all who wait. */
  #floorOf(variant: FloorVariant): Promise<string> {
    const known = this.#variantOf(variant);
    known.floor ??= this.#options.loadFloor(variant, this.#options.clock.now()).catch((error: unknown) => {
      known.floor = undefined;
      throw error;
    });
    return known.floor;
  }

  #tellSoon(): void {
    this.#hasChanged = true;
    if (this.#telling !== undefined || this.#isStopped) return;
    this.#telling = setTimeout(async () => {
      await this.#tell();
      this.#telling = undefined;
      if (this.#hasChanged) this.#tellSoon();
    }, MIN_PAUSE_MILLIS);
  }

  async #tell(): Promise<void> {
    this.#hasChanged = false;
    for (const known of this.#variants.values()) {
      known.floor = undefined;
      if (known.topic.clientCount === 0) continue;
      try {
        known.topic.send('floor', await this.#floorOf(known.variant));
      } catch (error) {
        this.#hasChanged = true;
        getLogger().warn({ error: describeError(error) }, 'a change could not be sent to the screens yet');
      }
    }
  }

  #beat(): void {
    const now = this.#options.clock.now();
    const { build } = this.#options;
    const today = businessDayOf(this.#site, now);
    const isWatching = this.#hasDatabase && this.#options.isWatching();
    const text = JSON.stringify({ at: toIsoInstant(now), today, build, isWatching });
    for (const { topic } of this.#variants.values()) topic.signal('heartbeat', text);
  }

  /** Cuts off screens whose version is not the one they were opened with, and those that are no more. */
  async #check(): Promise<void> {
    if (this.#listeners.size === 0) return;
    try {
      const versions = await this.#options.readVersions();
      if (!this.#hasDatabase) this.#tellSoon();
      this.#hasDatabase = true;
      for (const { screenId, version, end } of this.#listeners) {
        if (versions.get(screenId) !== version) end.abort();
      }
    } catch (error) {
      // Nobody scores while the database is away: what is shown grows old, and the screens say so.
      this.#hasDatabase = false;
      getLogger().debug({ error: describeError(error) }, 'could not look at the screens');
    }
  }

  #every(millis: number, work: () => void | Promise<void>): void {
    const timer = setInterval(() => void work(), millis);
    timer.unref();
    this.#timers.push(timer);
  }
}

function keyOf({ nameFormat, cut, hasNews }: FloorVariant): string {
  return `${nameFormat}/${cut}/${hasNews}`;
}

/** Opens the stream of a screen; the process has one feed per site, while any screen listens. Throws RATE_LIMITED, UNAVAILABLE. */
export async function openScreenStream(
  site: Site,
  screen: { id: number; version: number; variant: FloorVariant },
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const leave = liveConnections().take(`screen:${screen.id}`);
  try {
    return await screenFeedOf(site).open(screen, lastEventId, signal, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

function screenFeedOf(site: Site): ScreenFeed {
  const feeds = processWide('screen-feeds', () => new Map<number, ScreenFeed>());
  let feed = feeds.get(site.id);
  if (feed === undefined) {
    const live = feedOf(site);
    const made: ScreenFeed = new ScreenFeed(site, {
      clock: systemClock,
      build: ownBuildId(),
      observe: (observer) => live.observe(observer),
      isWatching: () => live.isWatching,
      loadFloor: async (variant, now) => JSON.stringify(await loadScreenFloor(site, variant, now)),
      readVersions: () => getScreenVersions(getDatabase(), site.id),
      heartbeatMillis: 5_000,
      checkMillis: 4_000,
      refreshMillis: 60_000,
      onEmpty: () => {
        if (feeds.get(site.id) === made) feeds.delete(site.id);
      },
    });
    feed = made;
    feeds.set(site.id, feed);
  }
  return feed;
}
