import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { siteSettingsSchema } from '@/lib/domain/sites/schema';
import { ownBuildId } from '@/lib/platform/health/build-id';
import { LiveBus } from '@/lib/platform/live/bus';
import { type LiveMessage, liveChannel } from '@/lib/platform/live/messages';
import { publishLive } from '@/lib/platform/live/publish';
import { openRedis } from '@/lib/platform/redis/redis';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { startRedis } from '@/scripts/lib/private-servers';
import { eventually } from '@/test/eventually';
import { LiveFeed, type LiveFeedOptions } from './live-feed';

const site = {
  id: 1,
  code: 'north',
  name: 'North',
  timeZone: 'America/Chicago',
  dayStart: '00:00',
  weekStart: 1,
  currency: 'USD',
  dailyGoalItems: null,
  defaultHourlyCents: 1300,
  settings: siteSettingsSchema.parse({}),
};
const TODAY = '2026-03-10';
const NOON = fromIsoInstant('2026-03-10T17:00:00Z');

/** A bus that says what it is told to. */
class HandBus extends LiveBus {
  connected = true;
  #listeners: Parameters<LiveBus['listen']>[0][] = [];

  override get isConnected(): boolean {
    return this.connected;
  }

  override listen(listener: Parameters<LiveBus['listen']>[0]): () => void {
    this.#listeners.push(listener);
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener);
    };
  }

  get listenerCount(): number {
    return this.#listeners.length;
  }

  say(message: LiveMessage): void {
    for (const listener of this.#listeners) listener.message(message);
  }

  comeBack(): void {
    this.connected = true;
    for (const listener of this.#listeners) listener.reconnected();
  }
}

const feeds: LiveFeed[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.stop();
});

function newFeed(changes: Partial<LiveFeedOptions> = {}) {
  const bus = new HandBus();
  const clock = { at: NOON, now: () => clock.at };
  let board = 0;
  const options = {
    bus,
    clock,
    loadBoard: vi.fn(async () => {
      board += 1;
      return JSON.stringify({ board });
    }),
    loadSources: vi.fn(async () => []),
    readSources: vi.fn(async () => []),
    readVersion: vi.fn(async () => 'v1'),
    heartbeatMillis: 60_000,
    pollMillis: 60_000,
    checkMillis: 60_000,
    gatherMillis: 5,
    onEmpty: vi.fn(),
    ...changes,
  };
  const feed = new LiveFeed(site, options);
  feeds.push(feed);
  return { feed, bus, clock, options };
}

/** Collects the events of a stream as [event, data]. */
async function listen(feed: LiveFeed, channel: 'board' | 'dashboard', lastEventId: string | null = null) {
  const abort = new AbortController();
  const stream = await feed.open(site, channel, lastEventId, abort.signal);
  const events: [string, unknown][] = [];
  const ids: string[] = [];
  const done = (async () => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      for (const block of text.split('\n\n')) {
        const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
        if (fields.id !== undefined) ids.push(fields.id);
        if (fields.event !== undefined) events.push([fields.event, JSON.parse(fields.data ?? 'null')]);
      }
    }
  })();
  const seen = (event: string) => events.filter(([name]) => name === event).map(([, data]) => data);
  return { events, ids, seen, done, close: () => abort.abort() };
}

describe('the live feed of a site', () => {
  it('greets a page with a snapshot and a screen with the board', async () => {
    const { feed } = newFeed();
    const [page, screen] = [await listen(feed, 'dashboard'), await listen(feed, 'board')];
    await eventually(() => expect(page.events).toHaveLength(1));
    expect(page.seen('snapshot')).toEqual([
      { today: TODAY, at: '2026-03-10T17:00:00Z', isWatching: true, sources: [], build: ownBuildId() },
    ]);
    await eventually(() => expect(screen.seen('board')).toEqual([{ board: 1 }]));
  });

  it('computes a change once for any number of listeners, and a burst of changes as one', async () => {
    const { feed, bus, options } = newFeed();
    const screens = await Promise.all(Array.from({ length: 25 }, () => listen(feed, 'board')));
    const page = await listen(feed, 'dashboard');
    expect(options.loadBoard).toHaveBeenCalledTimes(1);
    for (let time = 0; time < 10; time += 1) bus.say({ siteId: 1, type: 'day-changed', date: TODAY });
    await eventually(() => {
      for (const screen of screens) expect(screen.seen('board')).toEqual([{ board: 1 }, { board: 2 }]);
    });
    expect(page.seen('changed')).toEqual([{ dates: [TODAY], at: '2026-03-10T17:00:00Z' }]);
    expect(options.loadBoard).toHaveBeenCalledTimes(2);
  });

  it('tells of a change at once, and of those that follow soon together', async () => {
    const { feed, bus } = newFeed({ gatherMillis: 1_500 });
    const page = await listen(feed, 'dashboard');
    const dates = () => page.seen('changed').map((change) => z.object({ dates: z.unknown() }).parse(change).dates);
    const saidAt = performance.now();
    bus.say({ siteId: 1, type: 'day-changed', date: TODAY });
    await eventually(() => expect(dates()).toEqual([[TODAY]]));
    expect(performance.now() - saidAt).toBeLessThan(1_500);
    for (const date of ['2026-03-01', '2026-03-02']) {
      bus.say({ siteId: 1, type: 'day-changed', date });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await eventually(() => expect(dates()).toEqual([[TODAY], ['2026-03-01', '2026-03-02']]));
  });

  it('tells of other days without computing the board of today, and nothing of other sites', async () => {
    const { feed, bus, options } = newFeed();
    const [page, screen] = [await listen(feed, 'dashboard'), await listen(feed, 'board')];
    bus.say({ siteId: 2, type: 'day-changed', date: TODAY });
    bus.say({ siteId: 1, type: 'day-changed', date: '2026-03-01' });
    await eventually(() => expect(page.seen('changed')).toEqual([{ dates: ['2026-03-01'], at: expect.any(String) }]));
    expect(screen.seen('board')).toHaveLength(1);
    expect(options.loadBoard).toHaveBeenCalledTimes(1);
  });

  it('tells of sources, read anew', async () => {
    const source = { source: 'connecteam', label: 'Connecteam', state: 'ok' as const, lastGoodAt: null, reason: null };
    const { feed, bus } = newFeed({ readSources: async () => [source] });
    const page = await listen(feed, 'dashboard');
    bus.say({ siteId: 1, type: 'source-changed' });
    await eventually(() => expect(page.seen('sources')).toEqual([{ sources: [source], at: expect.any(String) }]));
  });

  it('tells that alerts changed, many changes at once as one', async () => {
    const { feed, bus } = newFeed();
    const page = await listen(feed, 'dashboard');
    bus.say({ siteId: 1, type: 'alerts-changed' });
    bus.say({ siteId: 1, type: 'alerts-changed' });
    bus.say({ siteId: 2, type: 'alerts-changed' });
    await eventually(() => expect(page.seen('alerts')).toEqual([{ at: expect.any(String) }]));
    expect(page.seen('changed')).toEqual([]);
  });

  it('goes on where a page left off, and starts over when it cannot know', async () => {
    const { feed, bus } = newFeed();
    const stays = await listen(feed, 'dashboard');
    const leaves = await listen(feed, 'dashboard');
    bus.say({ siteId: 1, type: 'day-changed', date: TODAY });
    await eventually(() => expect(leaves.seen('changed')).toHaveLength(1));
    leaves.close();
    await leaves.done;
    bus.say({ siteId: 1, type: 'day-changed', date: '2026-03-02' });
    await eventually(() => expect(stays.seen('changed')).toHaveLength(2));
    const back = await listen(feed, 'dashboard', leaves.ids.at(-1) ?? null);
    await eventually(() => expect(back.events).toHaveLength(1));
    expect(back.seen('changed')).toEqual([{ dates: ['2026-03-02'], at: expect.any(String) }]);
    const stranger = await listen(feed, 'dashboard', 'someone-12');
    await eventually(() => expect(stranger.seen('snapshot')).toHaveLength(1));
  });

  it('tries again when the board could not be computed', async () => {
    const loadBoard = vi.fn<LiveFeedOptions['loadBoard']>(async () => '{"board":"good"}');
    const { feed, bus } = newFeed({ loadBoard, retryMillis: 20 });
    const screen = await listen(feed, 'board');
    loadBoard.mockRejectedValueOnce(new Error('database away'));
    loadBoard.mockResolvedValueOnce('{"board":"new"}');
    bus.say({ siteId: 1, type: 'day-changed', date: TODAY });
    await eventually(() => expect(screen.seen('board')).toEqual([{ board: 'good' }, { board: 'new' }]));
  });

  it('gives signs of life and begins the new day by itself', async () => {
    const { feed, clock } = newFeed({ heartbeatMillis: 10 });
    const [page, screen] = [await listen(feed, 'dashboard'), await listen(feed, 'board')];
    await eventually(() =>
      expect(page.seen('heartbeat')).toContainEqual({ at: expect.any(String), today: TODAY, isWatching: true }),
    );
    clock.at = NOON + 12 * 3600; // 00:00 in Chicago
    await eventually(() => expect(page.seen('changed')).toEqual([{ dates: null, at: expect.any(String) }]));
    await eventually(() => expect(screen.seen('board')).toHaveLength(2));
    expect(page.seen('heartbeat')).toContainEqual(expect.objectContaining({ today: '2026-03-11' }));
  });

  it('looks for changes itself while the bus is away, and reads everything again when it is back', async () => {
    let version = 'v1';
    const readVersion = vi.fn(async () => version);
    const { feed, bus } = newFeed({ pollMillis: 10, heartbeatMillis: 10, readVersion });
    const page = await listen(feed, 'dashboard');
    bus.connected = false;
    await eventually(() => expect(page.seen('changed')).toHaveLength(1)); // since when it is away is not known
    const looks = readVersion.mock.calls.length;
    await eventually(() => expect(readVersion.mock.calls.length).toBeGreaterThan(looks + 3));
    expect(page.seen('changed')).toHaveLength(1);
    version = 'v2';
    await eventually(() => expect(page.seen('changed')).toHaveLength(2));
    bus.comeBack();
    await eventually(() => expect(page.seen('changed').at(-1)).toEqual({ dates: null, at: expect.any(String) }));
  });

  it('notices a change that no message told of', async () => {
    let version = 'v1';
    const { feed, bus } = newFeed({ checkMillis: 10, readVersion: async () => version });
    const page = await listen(feed, 'dashboard');
    bus.say({ siteId: 1, type: 'day-changed', date: TODAY });
    await eventually(() => expect(page.seen('changed').length).toBeGreaterThan(0));
    const told = page.seen('changed').length;
    version = 'v2';
    await eventually(() => expect(page.seen('changed')).toHaveLength(told + 1));
  });

  it('says that it is not watching when it can see nothing', async () => {
    const readVersion = vi.fn(() => Promise.reject(new Error('database away')));
    const { feed, bus } = newFeed({ pollMillis: 10, heartbeatMillis: 10, readVersion });
    const page = await listen(feed, 'dashboard');
    bus.connected = false;
    await eventually(() =>
      expect(page.seen('heartbeat')).toContainEqual(expect.objectContaining({ isWatching: false })),
    );
  });

  it('stops listening and looking when the last listener has gone', async () => {
    const { feed, bus, options } = newFeed();
    const [page, screen] = [await listen(feed, 'dashboard'), await listen(feed, 'board')];
    page.close();
    await page.done;
    expect(bus.listenerCount).toBe(1);
    screen.close();
    await screen.done;
    expect(bus.listenerCount).toBe(0);
    expect(options.onEmpty).toHaveBeenCalledTimes(1);
  });

  it('stops too when its only listener could not be served', async () => {
    const { feed, bus } = newFeed({ loadBoard: () => Promise.reject(new Error('database away')) });
    await expect(listen(feed, 'board')).rejects.toThrow('database away');
    expect(bus.listenerCount).toBe(0);
  });
});

describe('live messages over Redis', () => {
  it('arrive at every listener of the process, once', async () => {
    const subscriber = openRedis('subscribe');
    const bus = new LiveBus(subscriber);
    const heard: LiveMessage[][] = [[], []];
    for (const list of heard) bus.listen({ message: (message) => list.push(message), reconnected: () => undefined });
    await eventually(() => expect(bus.isConnected).toBe(true));
    const message = { siteId: 987_654, type: 'day-changed', date: TODAY } as const;
    await eventually(async () => {
      await publishLive(message); // its connection may still be opening
      expect(heard[0]?.length).toBeGreaterThan(0);
    });
    expect(heard[0]).toContainEqual(message);
    expect(heard[1]).toEqual(heard[0]);
    subscriber.disconnect();
  });

  it('say when the connection was lost, and again when it is back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hub-live-'));
    const first = await startRedis({ dir });
    const subscriber = openRedis('subscribe', first.url);
    const bus = new LiveBus(subscriber);
    const heard: LiveMessage[] = [];
    let reconnects = 0;
    bus.listen({
      message: (message) => heard.push(message),
      reconnected: () => {
        reconnects += 1;
      },
    });
    await eventually(() => expect(bus.isConnected).toBe(true));
    await first.stop();
    await eventually(() => expect(bus.isConnected).toBe(false));
    const again = await startRedis({ dir, port: first.port });
    try {
      await eventually(() => expect(bus.isConnected).toBe(true));
      expect(reconnects).toBe(2);
      const publisher = openRedis('publish', again.url);
      await eventually(() => expect(publisher.status).toBe('ready'));
      await publisher.publish(liveChannel(), '{"not":"ours"}');
      await publisher.publish(liveChannel(), JSON.stringify({ siteId: 1, type: 'source-changed' }));
      await eventually(() => expect(heard).toEqual([{ siteId: 1, type: 'source-changed' }]));
      publisher.disconnect();
    } finally {
      subscriber.disconnect();
      await again.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
